using Prometheus.Core.Instruments;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Prices;
using Xunit;

namespace Prometheus.Tests.Sources.Prices;

public sealed class PriceLayoutTests : IDisposable
{
    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Alpha_Vantage_is_raw_with_stated_actions()
    {
        var reading = PriceFolder.Read(_folder.Write(
            "mixed.csv",
            PriceFolder.AlphaVantageHeader,
            "ZZZ,2015-01-05,20,21,19,20,10,500,0,1",
            "brk-b,2015-01-02,10,11,9,10,4.9,1000,0,1",
            "brk-b,2015-01-05,5,5.5,4.5,5,5,2000,0.1,2"));

        Assert.Equal(["BRK.B.US", "ZZZ.US"], reading.Series.Select(s => s.InstrumentId));
        var series = reading.Series[0];
        Assert.Equal(("brk-b", "alphavantage", PriceBasis.Raw), (series.VendorSymbol, series.Source, series.Basis));
        Assert.Equal([new DateOnly(2015, 1, 2), new DateOnly(2015, 1, 5)], series.Dates);
        Assert.Equal([10, 5], series.Open);
        Assert.Equal([11, 5.5], series.High);
        Assert.Equal([9, 4.5], series.Low);
        Assert.Equal([10, 5], series.Close);
        Assert.Equal([4.9, 5], series.AdjustedClose);
        Assert.Equal([1000, 2000], series.Volume);
        Assert.Equal([3, 4], series.Lines);
        var exDate = new DateOnly(2015, 1, 5);
        Assert.Equal(
            [new ImportedAction(exDate, ActionKind.Split, 2, false), new ImportedAction(exDate, ActionKind.Dividend, 0.1, false)],
            series.Actions);
    }

    [Fact]
    public void Yahoo_is_split_adjusted_in_any_column_and_row_order()
    {
        var series = _folder.ReadOne("Date,Open,High,Low,Close,Volume,Adj Close", "2016-07-01,3,4,2,3.5,100,3.5", "2016-06-30,2,3,1,2.5,200,2.5");
        Assert.Equal(("yahoo", PriceBasis.SplitAdjusted), (series.Source, series.Basis));
        Assert.Equal([2.5, 3.5], series.Close);
        Assert.Equal([200, 100], series.Volume);
        Assert.Equal([3, 2], series.Lines);
    }

    [Fact]
    public void Back_adjusted_files_of_yfinance_pay_nothing_out()
    {
        var series = _folder.ReadOne(
            "Date,Open,High,Low,Close,Volume,Dividends,Stock Splits,Capital Gains",
            "2020-01-02 00:00:00-05:00,10,11,9,10,1003200,0.0,0.0,0.0",
            "2020-01-03 00:00:00-05:00,10,11,9,10,1003200,0.5,2.0,0.0");
        Assert.Equal(("yfinance", PriceBasis.FullyAdjusted), (series.Source, series.Basis));
        Assert.Equal(new DateOnly(2020, 1, 3), series.Dates[1]);
        Assert.Empty(series.Actions);
        Assert.All(series.AdjustedClose, a => Assert.True(double.IsNaN(a)));
    }

    [Fact]
    public void Unadjusted_files_of_yfinance_state_dividends_and_have_their_splits_folded_in()
    {
        var series = _folder.ReadOne(
            "Date,Open,High,Low,Close,Adj Close,Volume,Dividends,Stock Splits",
            "2020-01-02,10,11,9,10,9.5,100,0,0",
            "2020-01-03,10,11,9,10,10,100,0.5,2");
        Assert.Equal(("yahoo", PriceBasis.SplitAdjusted), (series.Source, series.Basis));
        Assert.Equal([new ImportedAction(new DateOnly(2020, 1, 3), ActionKind.Dividend, 0.5, false)], series.Actions);
        Assert.Empty(series.Events);
    }

    [Fact]
    public void Stooq_is_fully_adjusted_with_and_without_its_last_column()
    {
        var series = _folder.ReadOne("Date,Open,High,Low,Close,Volume,OpenInt", "2017-11-09,29.08,29.555,29.07,29.27,1575988,0");
        Assert.Equal(("stooq", PriceBasis.FullyAdjusted), (series.Source, series.Basis));
        Assert.Equal("stooq", _folder.ReadOne("Date,Open,High,Low,Close,Volume", "2017-11-09,1,1,1,1,1").Source);
    }

    [Fact]
    public void Lean_archives_have_no_header_and_prices_times_ten_thousand()
    {
        var series = Assert.Single(PriceFolder.Read(_folder.Zip("spy.zip", ("spy.csv", "19980102 00:00,973100,975300,965300,973600,2150000"))).Series);
        Assert.Equal(("SPY.US", "lean", PriceBasis.Raw), (series.InstrumentId, series.Source, series.Basis));
        Assert.Equal(
            (97.31, 97.53, 96.53, 97.36, 2150000.0), (series.Open[0], series.High[0], series.Low[0], series.Close[0], series.Volume[0]));
        Assert.Equal(1, series.Lines[0]);
        Assert.Equal("spy.zip/spy.csv", Assert.Single(series.Files));
    }

    [Fact]
    public void A_folder_mixes_plain_and_compressed_files_and_archives()
    {
        const string Rows = "Date,Open,High,Low,Close,Volume\n2017-11-09,1,1,1,1,1\n";
        _folder.Write("bbb.us.csv", Rows);
        _folder.Write("AAA.csv.gz", PriceFolder.Gzip(Rows));
        _folder.Zip("more.zip", ("deep/ddd.csv", Rows), ("ccc.csv", Rows), ("notes.txt", "no prices"));
        _folder.Write("README.md", "no prices");
        var reading = PriceFolder.Read(_folder.Path);
        Assert.Equal(["AAA.US", "BBB.US", "CCC.US", "DDD.US"], reading.Series.Select(s => s.InstrumentId));
        Assert.Equal(4, reading.Summary.Files.Count);
    }

    [Fact]
    public void Files_of_one_instrument_are_joined()
    {
        _folder.Write("b.csv", "Ticker,Date,Open,High,Low,Close,Volume\nAAA,2017-11-10,1.1,1.1,1.1,1.1,1\nAAA,2017-11-09,9,9,9,9,1\n");
        _folder.Write("a.csv", "Ticker,Date,Open,High,Low,Close,Volume\nAAA,2017-11-09,1,1,1,1,1\n");
        var reading = PriceFolder.Read(_folder.Path);
        var series = Assert.Single(reading.Series);
        Assert.Equal([1, 1.1], series.Close);
        Assert.Equal(["a.csv", "b.csv"], series.Files);
        var hit = Assert.Single(reading.Events);
        Assert.Equal(("duplicate_date", "b.csv", 3), (hit.Rule, hit.File, hit.Line));
        Assert.Contains("a.csv, line 2", hit.Found, StringComparison.Ordinal);
        Assert.Equal([new PriceFileSummary("a.csv", 1, 1, 0, 0, 0), new PriceFileSummary("b.csv", 2, 1, 1, 0, 0)], reading.Summary.Files);
    }

    [Fact]
    public void Named_columns_stand_for_any_header()
    {
        var options = PriceFolder.Options with { Columns = ColumnMapping.Parse("date=day,close=px"), Source = "mine" };
        var file = _folder.Write("AAA.csv", "px,day,open", "10,2015-01-02,9", "11,2015-01-05,");
        var series = Assert.Single(PriceFolder.Read(file, options).Series);
        Assert.Equal(("mine", PriceBasis.FullyAdjusted), (series.Source, series.Basis));
        Assert.Equal([10, 11], series.Close);
        Assert.Equal(9, series.Open[0]);
        Assert.True(double.IsNaN(series.Open[1]) && double.IsNaN(series.High[0]) && double.IsNaN(series.Volume[0]));

        var raw = PriceFolder.Read(file, options with { Basis = PriceBasis.Raw });
        Assert.Equal(PriceBasis.Raw, raw.Series[0].Basis);
    }

    [Fact]
    public void Symbols_follow_the_map_first()
    {
        var options = PriceFolder.Options with { SymbolMap = new Dictionary<string, string>(StringComparer.Ordinal) { ["FB"] = "META.US" } };
        var reading = PriceFolder.Read(
            _folder.Write("all.csv", "Symbol,Date,Open,High,Low,Close,Volume", "GOOG,2017-11-09,1,1,1,1,1", "FB,2017-11-09,1,1,1,1,1"), options);
        Assert.Equal(["GOOG.US", "META.US"], reading.Series.Select(s => s.InstrumentId));
    }

    [Fact]
    public void Encoding_mark_line_ends_and_quotes_do_not_matter()
    {
        var series = Assert.Single(PriceFolder.Read(_folder.Write(
            "AAA.csv", "\uFEFF\"Date\",\"Open\",High,Low,Close,Volume\r\n\"2017-11-09\",\"1\",1,1,\"1\",\"1\"\r\n2017-11-10,1.2,1.2,1.2,1.2,2")).Series);
        Assert.Equal([1, 1.2], series.Close);
        Assert.Empty(series.Events);
    }

    [Fact]
    public void Unknown_headers_are_named_with_the_known_ones()
    {
        var sentence = PriceFolder.SentenceOf(_folder.Write("AAA.csv", "a,b,c", "1,2,3"));
        Assert.Contains("AAA.csv, line 1: unknown header 'a,b,c'", sentence, StringComparison.Ordinal);
        Assert.All(["alphavantage", "yahoo", "yfinance", "stooq", "lean"], name => Assert.Contains(name, sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Date;Open;High;Low;Close;Volume", "unknown header")]
    [InlineData("Date,Open,High,Low,Close,Volume,Close", "columns 5 and 7")]
    [InlineData("2015-01-02,1,1,1,1,1", "unknown header")]
    public void Other_headers_are_refused(string header, string says)
        => Assert.Contains(says, PriceFolder.SentenceOf(_folder.Write("AAA.csv", header, "x")), StringComparison.Ordinal);

    [Fact]
    public void A_named_column_has_to_be_there()
    {
        var options = PriceFolder.Options with { Columns = ColumnMapping.Parse("close=px") };
        var sentence = PriceFolder.SentenceOf(_folder.Write("AAA.csv", "Date,Close", "2015-01-02,1"), options);
        Assert.Contains("expects header 'px', found 'Date,Close'", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_conventions_for_one_instrument_are_refused()
    {
        _folder.Write("AAA.csv", "Date,Open,High,Low,Close,Volume", "2017-11-09,1,1,1,1,1");
        _folder.Write("aaa.us.csv", "Date,Open,High,Low,Close,Adj Close,Volume", "2017-11-10,1,1,1,1,1,1");
        Assert.Contains("AAA.US comes as", PriceFolder.SentenceOf(_folder.Path), StringComparison.Ordinal);
    }
}
