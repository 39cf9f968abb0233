using System.Globalization;
using System.IO.Compression;
using Prometheus.Backtest.Campaigns;
using Prometheus.Databases;
using Prometheus.Testing;
using Prometheus.Workflows.Data;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>
/// Real bars of two vendors on two price bases in one store: a folder of one file a name, and some names of a large file, with their sectors.
/// </summary>
public sealed class RealStore : IDisposable
{
    private const int NamesOfLargeFile = 40;

    private static readonly DateOnly FirstDate = new(2011, 6, 1);
    private static readonly DateOnly LastDate = new(2015, 3, 31);

    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-real-").FullName;

    public RealStore()
    {
        if (SharedData.MissingReason is not null)
            return;
        using (var databases = new DatabasePair(new DatabaseSettings(_folder)))
        {
            var folder = SharedData.PathOf("stocknet", "prices");
            ImportPrices.Run(databases, new ImportPricesOptions { Path = folder, MarketId = "US_EQ" });
            var known = Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f).Split('.')[0]).ToHashSet(StringComparer.Ordinal);
            ImportPrices.Run(databases, new ImportPricesOptions { Path = Slice(known), MarketId = "US_EQ" });
            ImportSectors.Run(databases, new ImportSectorsOptions { Path = SharedData.PathOf("sp500", "sectors.csv"), MarketId = "US_EQ" });
        }

        Full = Copy();
        Full.Run(Campaign);
        Rows = DatedRows.Read(Full.Databases.Runtime);
    }

    internal static CampaignOptions Campaign { get; } = SyntheticStore.Campaign with { Start = new DateOnly(2013, 10, 1), End = new DateOnly(2014, 9, 30) };

    internal StoreCopy? Full { get; }

    internal DatedRows? Rows { get; }

    internal StoreCopy Copy() => StoreCopy.Of(_folder);

    public void Dispose()
    {
        Full?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Some years of the first names of the large file that the folder does not have.</summary>
    private string Slice(HashSet<string> known)
    {
        var path = Path.Combine(_folder, "slice.csv");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.PathOf("sp500", "sp500_daily.csv.gz")), CompressionMode.Decompress));
        using var writer = new StreamWriter(path);
        writer.WriteLine(reader.ReadLine());
        var (first, last) = (FirstDate.ToString("O", CultureInfo.InvariantCulture), LastDate.ToString("O", CultureInfo.InvariantCulture));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            var (symbol, date) = (line[..comma], line.Substring(comma + 1, 10));
            if (known.Contains(symbol))
                continue;
            if (taken.Count == NamesOfLargeFile && !taken.Contains(symbol))
                break;
            if (string.CompareOrdinal(date, first) < 0 || string.CompareOrdinal(date, last) > 0)
                continue;
            taken.Add(symbol);
            writer.WriteLine(line);
        }

        return path;
    }
}
