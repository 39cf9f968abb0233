using System.Globalization;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Quality.Rules;
using Xunit;

namespace Prometheus.Tests.Sources.Quality;

public sealed class SeriesRulesTests : IDisposable
{
    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_spike_that_the_next_bar_undoes_is_flagged()
    {
        AssertFlag(Closes(10, 100, 10.5, 10.4), QualityFlags.SpikeReversal, 1);
        AssertFlag(Closes(10, 1, 9.8, 10), QualityFlags.SpikeReversal, 1);
    }

    [Fact]
    public void A_move_that_stays_is_no_spike()
    {
        Assert.DoesNotContain(Closes(10, 16.1, 14, 14.2).Events, e => e.Rule == "spike_reversal");
        Assert.DoesNotContain(Closes(10, 14.9, 10, 10.1).Events, e => e.Rule == "spike_reversal");
    }

    [Fact]
    public void A_spike_with_an_action_is_no_spike()
    {
        var series = Raw("20,20,1000,0,1", "9,9,1000,0,2", "20,20,1000,0,1");
        Assert.DoesNotContain(series.Events, e => e.Rule == "spike_reversal");
    }

    [Fact]
    public void Five_equal_closes_are_stale_and_reported_once()
    {
        var series = Closes(10, 11, 11, 11, 11, 11, 11, 12);
        var hit = Assert.Single(series.Events);
        Assert.Equal(("stale_close", 7), (hit.Rule, hit.Line));
        Assert.Equal([.. Enumerable.Range(1, 6)], Flagged(series, QualityFlags.StaleClose));
        Assert.Empty(Closes(10, 11, 11, 11, 11, 12).Events);
    }

    [Fact]
    public void A_range_without_volume_is_flagged()
    {
        var series = _folder.ReadOne("Date,Open,High,Low,Close,Volume", "2015-01-02,10,11,9,10,0", "2015-01-05,10,10,10,10,0", "2015-01-06,10,11,9,10,");
        AssertFlag(series, QualityFlags.ZeroVolumeRange, 0);
    }

    [Theory]
    [InlineData(10, 5.02)]
    [InlineData(10, 3.31)]
    [InlineData(10, 6.6)]
    [InlineData(10, 101)]
    [InlineData(10, 14.9)]
    public void A_jump_by_a_split_ratio_without_a_split_is_flagged(double before, double after)
        => AssertFlag(Closes(before, after, after * 1.01), QualityFlags.SplitLike, 1);

    [Theory]
    [InlineData(10, 8)]
    [InlineData(10, 5.4)]
    [InlineData(10, 13.4)]
    public void Other_jumps_are_not(double before, double after)
        => Assert.DoesNotContain(Closes(before, after, after * 1.01).Events, e => e.Rule == "split_like");

    [Fact]
    public void A_stated_split_explains_its_jump()
        => Assert.Empty(Raw("20,10,1000,0,1", "10.1,10.1,1000,0,2").Events);

    [Fact]
    public void An_action_that_leaves_a_jump_behind_is_flagged()
        => Assert.Contains(Raw("93.75,2.8,1000,0,1", "6.25,5.6,1000,181,1").Events, e => e.Rule == "action_jump");

    [Fact]
    public void The_vendors_adjustment_has_to_follow_its_own_actions()
    {
        // 2 % dividend: (98 + 2) / 100 = 1 when reinvested at the ex-close, 98 / (100 − 2) = 1 when reinvested at the close before.
        Assert.Empty(Raw("100,98,1000,0,1", "98,98,1000,2,1").Events);
        // Both conventions, where they differ by more than 5 bp.
        Assert.Empty(Raw("100,90,1000,0,1", "104,103.5,1000,11,1").Events);
        Assert.Empty(Raw("100,90,1000,0,1", "104,105.168539,1000,11,1").Events);
        AssertFlag(Raw("100,98,1000,0,1", "98,98.2,1000,2,1"), QualityFlags.VendorReconciliation, 1);
        AssertFlag(Raw("100,100,1000,0,1", "101,100.9,1000,0,1"), QualityFlags.VendorReconciliation, 1);
    }

    [Fact]
    public void Few_written_digits_excuse_the_vendor()
        => Assert.Empty(Raw("100,0.05,1000,0,1", "101,0.05,1000,0,1").Events);

    private static void AssertFlag(ImportedSeries series, QualityFlags flag, int row)
    {
        Assert.Equal([row], Flagged(series, flag));
        var rule = Assert.Single(QualityCatalog.All, r => r.Flag == flag);
        var hit = Assert.Single(series.Events, e => e.Rule == rule.Code);
        Assert.Equal((QualitySeverity.Warn, series.Dates[row], series.Lines[row]), (hit.Severity, hit.Date, hit.Line));
    }

    private static int[] Flagged(ImportedSeries series, QualityFlags flag)
        => [.. Enumerable.Range(0, series.Count).Where(t => (series.Flags[t] & flag) != 0)];

    private ImportedSeries Closes(params double[] closes)
        => _folder.ReadOne("Date,Open,High,Low,Close,Volume", [.. closes.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"{Day(i)},{c},{c},{c},{c},100"))]);

    private ImportedSeries Raw(params string[] closeAdjustedVolumeDividendSplit)
        => _folder.ReadOne(
            "timestamp,close,adjusted_close,volume,dividend_amount,split_coefficient,open,high,low",
            [.. closeAdjustedVolumeDividendSplit.Select((cells, i) =>
            {
                var close = cells.Split(',')[0];
                return $"{Day(i)},{cells},{close},{close},{close}";
            })]);

    private static string Day(int i) => new DateOnly(2015, 1, 2).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
