using Prometheus.Core.Errors;
using Prometheus.Sources.Series;
using Prometheus.Testing;
using Xunit;

namespace Prometheus.Tests.Sources.Series;

public sealed class SeriesFileTests : IDisposable
{
    private const string French = """
        This file was created by a program, using a database.
        The rate is the simple daily rate that, over the number of days

        ,Mkt-RF,SMB,RF
        19260701,    0.10,   -0.25,   0.009
        19260702,  -99.99,   -0.33,   0.009
        19260706,    0.17,    -999,   0.009

        Copyright 2024 somebody
        """;

    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Preamble_and_footer_are_passed_over_and_missing_codes_are_absent()
    {
        var read = SeriesFile.Read(_folder.Write("ff.csv", French), new SeriesFileOptions { Unit = SeriesUnit.Percent, Prefix = "FF3_" });
        Assert.Equal((3, 3, 2, 3, 0), (read.RowsRead, read.RowsKept, read.CellsAbsent, read.TextLines, read.Events.Count));
        Assert.Equal(["FF3_MKT_RF", "FF3_RF", "FF3_SMB"], read.Series.Select(s => s.SeriesId));
        Assert.Equal([0.10 / 100, 0.17 / 100], read.Series[0].Values);
        Assert.Equal([new DateOnly(1926, 7, 1), new DateOnly(1926, 7, 6)], read.Series[0].Dates);
        Assert.Equal(3, read.Series[1].Values.Length);
    }

    [Fact]
    public void The_close_of_a_file_of_bars_is_the_one_series()
    {
        var path = _folder.Write("vix.csv", "DATE,OPEN,HIGH,LOW,CLOSE\n1990-01-03,1,1,1,18.19\n1990-01-02,1,1,1,17.24\n");
        var series = Assert.Single(SeriesFile.Read(path, new SeriesFileOptions { Id = "vix" }).Series);
        Assert.Equal(("VIX", 17.24), (series.SeriesId, series.Values[0]));
        Assert.Contains("needs --id", Assert.Throws<UserError>(() => SeriesFile.Read(path, new SeriesFileOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maturities_name_themselves_and_blank_cells_are_absent()
    {
        var read = SeriesFile.Read(
            _folder.Write("rates.csv", "Time Period,1month,3 Mo,10year\n1990-01-02 00:00:00+00:00,,7.83,7.94\n1990-01-07,7.5,null,7.9\n"),
            new SeriesFileOptions { Unit = SeriesUnit.Percent });
        Assert.Equal([("US10Y", 2), ("US1M", 1), ("US3M", 1)], read.Series.Select(s => (s.SeriesId, s.Dates.Length)));
        Assert.Equal(7.83 / 100, read.Series[2].Values[0]);
    }

    [Fact]
    public void Bad_rows_are_refused_whole_with_their_line_and_rule()
    {
        var read = SeriesFile.Read(
            _folder.Write("x.csv", "date,a,b\n2020-01-02,1,2\n2020-13-03,1,2\n2020-01-06,1\n2020-01-07,one,2\n2020-01-02,1,2\nnot a row\n2020-01-08,1e20,2\n2020-01-09,3,4\n"),
            new SeriesFileOptions());
        Assert.Equal(
            [(3, "impossible_date"), (4, "ragged_row"), (5, "unparsable_number"), (6, "duplicate_date"), (7, "ragged_row"), (8, "absurd_number")],
            read.Events.Select(e => (e.Line, e.Rule)));
        Assert.Equal((8, 2, 0), (read.RowsRead, read.RowsKept, read.TextLines));
        Assert.Equal([1.0, 3.0], read.Series[0].Values);
    }

    [Theory]
    [InlineData("date,a\n", "no row with a date")]
    [InlineData("x,y\n1,2\n", "no header line")]
    [InlineData("date,a,b\n2020-01-02,1,2\n", "--id expects one value column or a close, found a, b")]
    public void Mistakes_are_named(string text, string says)
        => Assert.Contains(
            says, Assert.Throws<UserError>(() => SeriesFile.Read(_folder.Write("x.csv", text), new SeriesFileOptions { Id = "A" })).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_column_is_named_with_the_known_ones()
    {
        var options = new SeriesFileOptions { Columns = new Dictionary<string, string>(StringComparer.Ordinal) { ["3month"] = "US3M" } };
        var error = Assert.Throws<UserError>(() => SeriesFile.Read(_folder.Write("x.csv", "date,a,b\n2020-01-02,1,2\n"), options));
        Assert.Equal("x.csv, line 1: expected one column '3month', found a, b", error.Message);
    }

    [SharedDataFact]
    public void Real_files_are_read_to_their_last_row()
    {
        var vix = SeriesFile.Read(SharedData.PathOf("market", "vix-daily.csv"), new SeriesFileOptions { Id = "VIX" });
        Assert.Equal((9235, 0), (vix.RowsKept, vix.Events.Count));
        var momentum = SeriesFile.Read(SharedData.PathOf("market", "ff_momentum_daily.csv.gz"), new SeriesFileOptions { Unit = SeriesUnit.Percent });
        Assert.Equal(("MOM", 25694), (Assert.Single(momentum.Series).SeriesId, momentum.RowsKept));
        var rates = SeriesFile.Read(SharedData.PathOf("market", "treasury_curves.csv.gz"), new SeriesFileOptions { Unit = SeriesUnit.Fraction });
        Assert.Equal((6816, 11), (rates.RowsKept, rates.Series.Count));
    }
}
