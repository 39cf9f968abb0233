using Prometheus.Core.Time;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Quality.Rules;
using Xunit;

namespace Prometheus.Tests.Sources.Quality;

public sealed class RowRulesTests : IDisposable
{
    private static readonly string[] Good =
    [
        "AAA,2015-01-02,10,11,9,10.2,10.2,1000,0,1",
        "AAA,2015-01-05,10,11,9,10.5,10.5,1000,0,1",
        "AAA,2015-01-06,10,11,9,10.6,10.6,1000,0,1",
    ];

    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("AAA;2015-01-05;10;11;9;10.5;10.5;1000;0;1", "ragged_row", "1 fields where the header has 10: AAA;2015")]
    [InlineData("AAA,2015-01-05,10,11,9,10.5,10.5,1000,0", "ragged_row", "9 fields")]
    [InlineData("AAA,2015-01-05,10,11,9,10.5,10.5,1000,0,1,", "ragged_row", "11 fields")]
    [InlineData(",2015-01-05,10,11,9,10.5,10.5,1000,0,1", "bad_symbol", "''")]
    [InlineData("A A,2015-01-05,10,11,9,10.5,10.5,1000,0,1", "bad_symbol", "'A A'")]
    [InlineData("AAA,05/01/2015,10,11,9,10.5,10.5,1000,0,1", "unparsable_date", "'05/01/2015'")]
    [InlineData("AAA,,10,11,9,10.5,10.5,1000,0,1", "unparsable_date", "''")]
    [InlineData("AAA,2015-13-45,10,11,9,10.5,10.5,1000,0,1", "impossible_date", "'2015-13-45'")]
    [InlineData("AAA,2015-01-05,10,11,9,10.5,10.5,abc,0,1", "unparsable_number", "Volume 'abc'")]
    [InlineData("AAA,2015-01-05,1O,11,9,10.5,10.5,x,0,1", "unparsable_number", "Open '1O'")]
    [InlineData("AAA,2015-01-05,10,11,9,1e3086,10.5,1000,0,1", "absurd_number", "Close '1e3086'")]
    [InlineData("AAA,2015-01-05,10,1e308,9,10.5,10.5,1000,0,1", "absurd_number", "High '1e308'")]
    [InlineData("AAA,2015-01-05,10,11,9,10.5,10.5,-Infinity,0,1", "absurd_number", "Volume '-Infinity'")]
    [InlineData("AAA,2015-01-05,-10,11,9,10.5,10.5,1000,0,1", "non_positive_price", "open -10")]
    [InlineData("AAA,2015-01-05,10,11,0,10.5,10.5,1000,0,1", "non_positive_price", "low 0")]
    [InlineData("AAA,2015-01-05,10,11,9,10.5,-1,1000,0,1", "non_positive_price", "adjusted close -1")]
    [InlineData("AAA,2015-01-05,10,9,11,10.5,10.5,1000,0,1", "high_low_order", "high 9, low 11")]
    [InlineData("AAA,2015-01-05,12,11,9,10.5,10.5,1000,0,1", "high_low_order", "open 12")]
    [InlineData("AAA,2015-01-05,,11,9,8.9,8.9,1000,0,1", "high_low_order", "close 8.9")]
    [InlineData("AAA,2015-01-05,10,11,9,10.5,10.5,-1,0,1", "negative_volume", "volume -1")]
    [InlineData("AAA,2015-01-05,10,11,9,10.5,10.5,1000,-0.5,1", "bad_action", "-0.5")]
    [InlineData("AAA,2015-01-05,10,11,9,10.5,10.5,1000,0,-2", "bad_action", "-2")]
    [InlineData("AAA,2015-01-04,10,11,9,10.5,10.5,1000,0,1", "not_a_session", "2015-01-04, a Sunday")]
    [InlineData("AAA,1989-01-04,10,11,9,10.5,10.5,1000,0,1", "not_a_session", "covers 2014-12-29 to 2015-12-31")]
    [InlineData("AAA,2015-01-02,10,11,9,10.2,10.2,1000,0,1", "duplicate_date", "the same as line 2")]
    [InlineData("AAA,2015-01-02,10,11,9,10.3,10.2,1000,0,1", "duplicate_date", "other values than line 2")]
    public void A_broken_row_is_quarantined_with_its_place_and_the_others_stay(string broken, string rule, string found)
    {
        var reading = Read([Good[0], broken, Good[2]]);
        var hit = Assert.Single(reading.Events);
        Assert.Equal((rule, QualitySeverity.Error, "mixed.csv", 3), (hit.Rule, hit.Severity, hit.File, hit.Line));
        Assert.Contains(found, hit.Found, StringComparison.Ordinal);
        Assert.NotEmpty(hit.Expected);
        Assert.Equal([10.2, 10.6], Assert.Single(reading.Series).Close);
        Assert.Equal((3, 2, 1, 0), (reading.Summary.RowsRead, reading.Summary.RowsKept, reading.Summary.RowsQuarantined, reading.Summary.RowsSkipped));
        Assert.Equal(1, reading.Summary.EventsByRule[rule]);
    }

    [Fact]
    public void Good_rows_raise_nothing()
    {
        var reading = Read(Good);
        Assert.Empty(reading.Events);
        Assert.All(reading.Series[0].Flags, f => Assert.Equal(QualityFlags.None, f));
    }

    [Theory]
    [InlineData("null,null,null,null,null,null")]
    [InlineData(",,,,,")]
    [InlineData("10,11,9,nan,10,100")]
    public void A_row_without_a_close_is_skipped_and_counted(string cells)
    {
        var reading = PriceFolder.Read(_folder.Write(
            "AAA.csv", "Date,Open,High,Low,Close,Adj Close,Volume", "2015-01-02,10,11,9,10,10,100", $"2015-01-05,{cells}"));
        var hit = Assert.Single(reading.Events);
        Assert.Equal(("no_close", QualitySeverity.Warn, "AAA.US", 3), (hit.Rule, hit.Severity, hit.InstrumentId, hit.Line));
        Assert.Equal((1, 0, 1), (reading.Summary.RowsKept, reading.Summary.RowsQuarantined, reading.Summary.RowsSkipped));
    }

    [Fact]
    public void A_close_without_an_open_is_a_bar()
    {
        var series = _folder.ReadOne("Date,Open,High,Low,Close,Adj Close,Volume", "2015-01-02,null,null,null,10,,");
        Assert.Equal([10], series.Close);
        Assert.All([series.Open[0], series.High[0], series.Low[0], series.AdjustedClose[0], series.Volume[0]], v => Assert.True(double.IsNaN(v)));
        Assert.Empty(series.Events);
    }

    [Fact]
    public void Volumes_may_be_written_with_a_fraction()
        => Assert.Equal([1.5e6], _folder.ReadOne("Date,Open,High,Low,Close,Volume", "2015-01-02,1,1,1,1,1500000.0").Volume);

    [Fact]
    public void A_rounding_of_adjusted_levels_is_flagged_and_of_raw_levels_refused()
    {
        const string Row = "2015-01-02,10,10.495,9,10.5,100";
        var adjusted = _folder.ReadOne("Date,Open,High,Low,Close,Volume", Row);
        Assert.Equal(QualityFlags.RangeRounding, adjusted.Flags[0]);
        Assert.Equal("range_rounding", Assert.Single(adjusted.Events).Rule);

        var raw = PriceFolder.Read(_folder.Write("AAA.csv", "timestamp,open,high,low,close,volume", Row));
        Assert.Equal("high_low_order", Assert.Single(raw.Events).Rule);
        Assert.Equal("high_low_order", Assert.Single(PriceFolder.Read(
            _folder.Write("AAA.csv", "Date,Open,High,Low,Close,Volume", "2015-01-02,10,10.4,9,10.5,100")).Events).Rule);
        Assert.Empty(_folder.ReadOne("timestamp,open,high,low,close,volume", "2015-01-02,10,10.499999,9,10.5,100").Events);
    }

    [Fact]
    public void A_refused_bar_leaves_its_split_standing()
    {
        var series = Assert.Single(Read(
            ["AAA,2015-01-02,20,21,19,20,10,100,0,1", "AAA,2015-01-05,10,11,9,10,10,abc,0.25,2", "AAA,2015-01-06,10,11,9,10,10,100,0,1"]).Series);
        Assert.Equal([20, 10], series.Close);
        Assert.Equal([2, 0.25], series.Actions.Select(a => a.Value));
        Assert.Equal("unparsable_number", series.Events[0].Rule);
    }

    [Fact]
    public void Sessions_without_a_row_are_counted()
    {
        var reading = Read([Good[0], "AAA,2015-01-12,10,11,9,10.5,10.5,1000,0,1"]);
        Assert.Equal(5, reading.Series[0].MissingSessions);
        Assert.Equal(5, reading.Summary.MissingSessions);
    }

    [Fact]
    public void Every_rule_of_the_catalogue_has_its_own_code_and_expectation()
    {
        Assert.Equal(QualityCatalog.All.Count, QualityCatalog.All.Select(r => r.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(QualityCatalog.All, r => Assert.NotEmpty(r.Expectation));
        Assert.All(QualityCatalog.All.Where(r => r.Flag != QualityFlags.None), r => Assert.Equal(QualitySeverity.Warn, r.Severity));
        Assert.All(
            Enum.GetValues<QualityFlags>().Where(f => f != QualityFlags.None), f => Assert.Single(QualityCatalog.All, r => r.Flag == f));
    }

    private PriceReading Read(string[] rows)
    {
        var weekdays = Enumerable.Range(0, 368).Select(d => new DateOnly(2014, 12, 29).AddDays(d)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        return PriceFolder.Read(
            _folder.Write("mixed.csv", [PriceFolder.AlphaVantageHeader, .. rows]), PriceFolder.Options with { Sessions = new SessionAxis(weekdays) });
    }
}
