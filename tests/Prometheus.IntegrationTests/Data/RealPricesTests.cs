using System.IO.Compression;
using Prometheus.Core.Instruments;
using Prometheus.Databases;
using Prometheus.Testing;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.MarketLoading;
using Xunit;

namespace Prometheus.IntegrationTests.Data;

/// <summary>Imports of real vendor files, small enough for every run.</summary>
public sealed class RealPricesTests
{
    [SharedDataFact]
    public void A_folder_of_61_yahoo_files_is_stored_whole()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        var summary = world.Import(SharedData.PathOf("stocknet", "prices"));
        Assert.Equal(61, summary.Stored.SeriesAdded);
        Assert.Equal(summary.Read.RowsKept, summary.Stored.RowsAdded);
        Assert.Equal(75_139, summary.Read.RowsRead);
        Assert.Equal(3, summary.Read.RowsSkipped);
        var digest = world.Digest();
        world.Import(SharedData.PathOf("stocknet", "prices"));
        Assert.Equal(digest, world.Digest());

        var market = world.Load();
        Assert.Equal((new DateOnly(2012, 9, 4), new DateOnly(2017, 9, 1)), (market.Sessions[0], market.Sessions[market.Sessions.Count - 1]));
        Assert.All(market.Basis, b => Assert.Equal(PriceBasis.SplitAdjusted, b));
        Assert.Equal(summary.Read.ImpliedDividends, market.Provenance.ImpliedDistributions);
        Assert.Equal(summary.Read.RowsFlagged, market.Provenance.FlaggedRows);
        var report = CheckPrices.Run(world.Pair, new CheckPricesOptions { MarketId = "US_EQ" });
        Assert.Empty(report.Repairs);
        Assert.True(report.Coverage > 0.99);
    }

    [SharedDataFact]
    public void Two_vendors_agree_on_returns_and_splits_leave_no_gap()
    {
        using var world = new StoreWorld(DatabaseEngine.Sqlite);
        world.Import(world.Write("slice.csv", Slice("AAPL", "MMM", "XOM")));
        var market = world.Load();
        Assert.All(market.Basis, b => Assert.Equal(PriceBasis.Raw, b));

        // Apple split 7:1 on 2014-06-09; the raw close fell by six sevenths and the total return did not.
        var (split, apple) = (market.Sessions.IndexOf(new DateOnly(2014, 6, 9)), market.Instruments.IndexOf("AAPL.US"));
        Assert.Equal(7, market.Actions.On(split).ToArray().Single(a => a.Instrument == apple).SplitRatio, 4);
        Assert.True(market.Prices.Close[split, apple] < market.Prices.Close[split - 1, apple] / 6);
        Assert.InRange(market.TotalReturns.Simple[split, apple], -0.03, 0.03);

        var second = Directory.CreateDirectory(world.PathOf("second")).FullName;
        foreach (var symbol in new[] { "AAPL", "MMM", "XOM" })
            File.Copy(SharedData.PathOf("stocknet", "prices", $"{symbol}.csv.gz"), Path.Combine(second, $"{symbol}.csv.gz"));
        var report = CheckPrices.Run(world.Pair, new CheckPricesOptions { MarketId = "US_EQ", AgainstPath = second });
        Assert.Equal(3, report.Comparisons.Count);
        Assert.All(report.Comparisons, c =>
        {
            Assert.True(c.CommonSessions > 1200);
            Assert.True(c.MedianDifferenceBps < 1, $"{c.InstrumentId} {c.MedianDifferenceBps}");
            Assert.True(c.DifferentSessions < 5, $"{c.InstrumentId} {c.DifferentSessions}");
        });
    }

    [SharedDataFact]
    public void A_slice_does_not_know_what_was_imported_behind_its_end()
    {
        var end = new DateOnly(2014, 6, 6);
        using var whole = new StoreWorld(DatabaseEngine.Sqlite);
        using var cut = new StoreWorld(DatabaseEngine.Sqlite);
        var all = Slice("AAPL", "MMM", "XOM");
        whole.Import(whole.Write("p.csv", all));
        cut.Import(cut.Write("p.csv", string.Join('\n', all.Split('\n').Where((line, i) => i == 0 || string.CompareOrdinal(DateOf(line), "2014-06-06") <= 0))));
        Assert.Equal(MarketDigest.Compute(cut.Load()), MarketDigest.Compute(whole.Load(end)));
        Assert.Equal(cut.Load().TotalReturns.Simple.Values.ToArray(), whole.Load(end).TotalReturns.Simple.Values.ToArray());
    }

    private static string DateOf(string line) => line.Length == 0 ? "" : line.Split(',')[1];

    /// <summary>The rows of some names in 2012 … 2017 from the large file.</summary>
    private static string Slice(params string[] symbols)
    {
        var starts = symbols.Select(s => $"{s},201").ToArray();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.PathOf("sp500", "sp500_daily.csv.gz")), CompressionMode.Decompress));
        var lines = new List<string> { reader.ReadLine()! };
        while (reader.ReadLine() is { } line)
        {
            if (Array.Exists(starts, s => line.StartsWith(s, StringComparison.Ordinal) && line[s.Length] is >= '2' and <= '7'))
                lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}
