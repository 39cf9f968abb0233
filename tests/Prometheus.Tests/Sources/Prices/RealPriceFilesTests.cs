using Prometheus.Core.Instruments;
using Prometheus.Core.Time;
using Prometheus.Sources.Prices;
using Prometheus.Testing;
using Xunit;

namespace Prometheus.Tests.Sources.Prices;

public sealed class RealPriceFilesTests
{
    private static readonly SessionAxis Sessions = new(
        ExchangeCalendars.Get("XNYS").Sessions(new DateOnly(1990, 1, 1), new DateOnly(2040, 12, 31)).Select(s => s.Date));

    private static readonly PriceImportOptions Options = PriceFolder.Options with { Sessions = Sessions };

    [SharedDataFact]
    public void The_raw_set_arrives_whole_and_its_known_faults_are_flagged()
    {
        var reading = PriceFolder.Read(SharedData.PathOf("sp500", "sp500_daily.csv.gz"), Options);
        var summary = reading.Summary;
        Assert.Equal((1_635_334L, 1_635_334L, 0L, 0L), (summary.RowsRead, summary.RowsKept, summary.RowsQuarantined, summary.RowsSkipped));
        Assert.Equal((346, 334L, 19_131L, 0L), (summary.Instruments, summary.Splits, summary.Dividends, summary.ImpliedDividends));
        Assert.Equal((new DateOnly(1999, 11, 1), new DateOnly(2021, 4, 21)), (summary.FirstDate, summary.LastDate));
        Assert.InRange(summary.MissingSessions, 1, 50);
        Assert.All(reading.Series, s => Assert.Equal(("alphavantage", PriceBasis.Raw), (s.Source, s.Basis)));
        Assert.Equal(reading.Series.Select(s => s.InstrumentId).Order(StringComparer.Ordinal), reading.Series.Select(s => s.InstrumentId));

        Assert.Equal(["TMUS.US", "TRMB.US"], InstrumentsWith(reading, "vendor_reconciliation"));
        Assert.Contains("TRMB.US", InstrumentsWith(reading, "split_like"));
        Assert.All(["KSU.US", "MCO.US", "SO.US", "TMUS.US"], id => Assert.Contains(id, InstrumentsWith(reading, "action_jump")));
        Assert.InRange(summary.RowsFlagged, 100, 150);
    }

    [SharedDataFact]
    public void The_adjusted_set_loses_exactly_its_misplaced_decimal_points()
    {
        var reading = PriceFolder.Read(SharedData.PathOf("sp500_exmembers", "exmembers_daily_stooq.csv.gz"), Options);
        Assert.Equal((136, 511_169L, 9L), (reading.Summary.Instruments, reading.Summary.RowsRead, reading.Summary.RowsQuarantined));
        Assert.Equal(["DDS.US", "PCG.US", "SLG.US"], InstrumentsWith(reading, "high_low_order"));
        Assert.Equal(65, reading.Summary.EventsByRule["zero_volume_range"]);
        Assert.All(reading.Series, s => Assert.Empty(s.Actions));
        Assert.All(reading.Series, s => Assert.Equal(PriceBasis.FullyAdjusted, s.Basis));
    }

    [SharedDataFact]
    public void A_folder_of_Yahoo_files_skips_its_three_empty_rows()
    {
        var reading = PriceFolder.Read(SharedData.PathOf("stocknet", "prices"), Options);
        Assert.Equal((61, 61, 75_139L, 75_136L, 3L), (reading.Summary.Files.Count, reading.Summary.Instruments, reading.Summary.RowsRead, reading.Summary.RowsKept, reading.Summary.RowsSkipped));
        Assert.Equal(["PTR.US", "REX.US", "SNP.US"], InstrumentsWith(reading, "no_close"));
        Assert.Equal(935, reading.Summary.ImpliedDividends);
        Assert.DoesNotContain("vendor_reconciliation", reading.Summary.EventsByRule.Keys);
    }

    [SharedDataFact]
    public void Single_series_come_from_their_own_layouts()
    {
        var spy = Assert.Single(PriceFolder.Read(SharedData.PathOf("market", "SPY.csv"), Options).Series);
        Assert.Equal(("yfinance", PriceBasis.FullyAdjusted, 8115, 0), (spy.Source, spy.Basis, spy.Count, spy.Events.Count));
        Assert.Equal(24.469904286423922, spy.Open[0]);

        var lean = Assert.Single(PriceFolder.Read(SharedData.PathOf("market", "spy_lean", "spy.zip"), Options).Series);
        Assert.Equal(("SPY.US", "lean", PriceBasis.Raw, 5849), (lean.InstrumentId, lean.Source, lean.Basis, lean.Count));
        Assert.Equal(97.31, lean.Open[0]);

        var dow = Assert.Single(PriceFolder.Read(SharedData.PathOf("news", "DJIA_table.csv"), Options).Series);
        Assert.Equal((1989, new DateOnly(2008, 8, 8), new DateOnly(2016, 7, 1)), (dow.Count, dow.Dates[0], dow.Dates[^1]));
        Assert.Equal(17949.369141, dow.Close[^1]);
        Assert.Equal(2, dow.Lines[^1]);
    }

    [SharedDataFact]
    public void A_file_without_prices_is_refused_by_its_header()
        => Assert.Contains("unknown header 'Symbol,Name,Sector'", PriceFolder.SentenceOf(SharedData.PathOf("sp500", "sectors.csv")), StringComparison.Ordinal);

    private static string[] InstrumentsWith(PriceReading reading, string rule)
        => [.. reading.Events.Where(e => e.Rule == rule).Select(e => e.InstrumentId!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
