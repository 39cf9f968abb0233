using System.IO.Compression;
using System.Text;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.IntegrationTests.Data;

/// <summary>Two migrated databases and a folder for files, gone when disposed.</summary>
internal sealed class StoreWorld : IDisposable
{
    private readonly TestDatabases _databases;
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-files-").FullName;

    public StoreWorld(DatabaseEngine engine)
    {
        _databases = TestDatabases.Create(engine);
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            using var database = Database.Open(name, _databases.Settings);
            Migrator.Migrate(database);
        }

        Pair = new DatabasePair(_databases.Settings);
    }

    public DatabasePair Pair { get; }

    public Database Historical => Pair.Historical;

    public Database Runtime => Pair.Runtime;

    public string PathOf(string file) => Path.Combine(_folder, file);

    public string Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var gzip = new GZipStream(File.Create(PathOf(file)), CompressionLevel.Fastest);
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }
        else
        {
            File.WriteAllText(PathOf(file), content);
        }

        return PathOf(file);
    }

    public ImportPricesSummary Import(string path, Func<ImportPricesOptions, ImportPricesOptions>? with = null)
    {
        var options = new ImportPricesOptions { Path = path, MarketId = "US_EQ" };
        return ImportPrices.Run(Pair, with?.Invoke(options) ?? options);
    }

    public Market Load(DateOnly? end = null, MarketAxis axis = MarketAxis.Calendar)
        => MarketLoader.Load(Pair, new MarketLoadOptions { MarketId = "US_EQ", End = end ?? new DateOnly(2030, 12, 31), Axis = axis, Reads = MarketReads.All | MarketReads.AdjustedCloses });

    /// <summary>What both databases hold, as <c>db digest</c> sees it.</summary>
    public (string Historical, string Runtime) Digest() => (DigestOf(Historical), DigestOf(Runtime));

    public void Dispose()
    {
        Pair.Dispose();
        _databases.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string DigestOf(Database database) => DatabaseDigest.Compute(database).Digest;
}
