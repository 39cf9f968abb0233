using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Synthetic;
using Xunit;

namespace Prometheus.Tests.Sources.Synthetic;

public sealed class SyntheticMarketTests
{
    private static readonly SyntheticMarketOptions Short = new() { Instruments = 50, Start = new DateOnly(2018, 1, 2), End = new DateOnly(2019, 12, 31), Seed = 11 };

    [Fact]
    public void The_first_names_do_not_depend_on_how_many_follow()
    {
        var year = Short with { End = new DateOnly(2018, 12, 31) };
        var (few, many) = (Create(year), Create(year with { Instruments = 500 }));
        Assert.Equal(51, few.Instruments.Count);
        Assert.Equal(501, many.Instruments.Count);
        var wanted = few.Instruments.Select(i => i.InstrumentId).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(few.Instruments, many.Instruments.Where(i => wanted.Contains(i.InstrumentId)));
        Assert.Equal(few.Sectors, many.Sectors.Where(i => wanted.Contains(i.InstrumentId)));
        AssertEqual(few.Series(), many.Series().Where(s => wanted.Contains(s.InstrumentId)));
    }

    [Fact]
    public void The_same_options_give_the_same_market_and_another_seed_another_one()
    {
        AssertEqual(Create(Short).Series(), Create(Short).Series());
        Assert.NotEqual(Create(Short).Series().First().Close, Create(Short with { Seed = 12 }).Series().First().Close);
    }

    [Fact]
    public void A_later_end_only_appends()
    {
        var options = Short with { Start = new DateOnly(2010, 1, 4), End = new DateOnly(2018, 6, 29), Instruments = 30 };
        var longer = Create(options with { End = new DateOnly(2020, 12, 31) });
        Assert.True(Create(options).Sessions.Count >= 2100);
        AssertEqual(Create(options).Series(), longer.Series().Select(s => Until(s, options.End)));
    }

    [Fact]
    public void Instruments_come_in_order_with_one_series_each()
    {
        var market = Create(Short);
        var ids = market.Instruments.Select(i => i.InstrumentId).ToArray();
        Assert.Equal("SPY.US", ids[0]);
        Assert.Equal("SYN001.US", ids[1]);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids, market.Series().Select(s => s.InstrumentId));
        Assert.Equal(50, market.Instruments.Select(i => i.Name).Where(n => n.EndsWith("Inc.", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(11, Create(Short with { Instruments = 200 }).Sectors.Select(s => s.Sector).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Its_bars_pass_every_ERROR_rule_as_a_file_would()
    {
        var market = Create(Short);
        using var folder = new PriceFolder();
        var text = new StringBuilder(PriceFolder.AlphaVantageHeader).Append('\n');
        foreach (var series in market.Series())
            AppendRows(text, series);
        var sessions = new SessionAxis(ExchangeCalendars.Get("XNYS").Sessions(Short.Start, Short.End).Select(s => s.Date));
        var reading = PriceFolder.Read(folder.Write("all.csv", text.ToString()), PriceFolder.Options with { Sessions = sessions });
        Assert.Equal((0L, 0L), (reading.Summary.RowsQuarantined, reading.Summary.MissingSessions));
        Assert.InRange(reading.Summary.RowsFlagged, 0, reading.Summary.RowsKept / 1000);
        AssertEqual(market.Series(), reading.Series);
    }

    [Fact]
    public void Exits_are_facts_known_before_they_happen()
    {
        var market = Create(new SyntheticMarketOptions { Instruments = 120, Seed = 3 });
        var series = market.Series().ToDictionary(s => s.InstrumentId, StringComparer.Ordinal);
        var truth = market.Truth();
        var gone = market.Instruments.Where(i => i.Delisted is not null).ToArray();
        Assert.InRange(gone.Length, 5, 40);
        foreach (var record in gone)
        {
            var exit = truth.Companies.Single(c => c.InstrumentId == record.InstrumentId).Exit;
            Assert.Equal(new ExitTruth(exit!.Kind, record.Delisted!.Value, record.DelistingKnownOn!.Value, record.DelistingReturn!.Value), exit);
            Assert.True(record.DelistingKnownOn < record.Delisted);
            var bars = series[record.InstrumentId];
            Assert.Equal(market.Sessions.IndexOf(record.Delisted.Value) - 1, market.Sessions.IndexOf(bars.Dates[^1]));
            if (exit.Kind == "FAILURE")
                Assert.InRange(record.DelistingReturn.Value, -1, -0.35);
            else
                Assert.InRange(record.DelistingReturn.Value, 0, 0.01);
        }

        Assert.Contains(gone, r => r.DelistingReturn < -0.35);
        Assert.All(market.Instruments.Where(i => i.Delisted is null), i => Assert.Equal(market.Sessions[market.Sessions.Count - 1], series[i.InstrumentId].Dates[^1]));
        Assert.All(market.Instruments, i => Assert.True(i.Listed <= series[i.InstrumentId].Dates[0]));
        Assert.Contains(truth.Companies, c => c.Listed is not null);
        Assert.Contains(truth.Companies, c => c.Sectors.Count == 2);
    }

    [Fact]
    public void Splits_and_dividends_explain_their_jumps()
    {
        var all = Create(new SyntheticMarketOptions { Instruments = 30 }).Series().ToArray();
        foreach (var series in all)
        {
            foreach (var split in series.Actions.Where(a => a.Kind == ActionKind.Split))
            {
                var t = Array.IndexOf(series.Dates, split.ExDate);
                Assert.InRange(series.Close[t] * split.Value / series.Close[t - 1], 0.5, 1.5);
            }
        }

        Assert.Contains(all, s => s.Actions.Any(a => a.Kind == ActionKind.Split));
        Assert.Contains(all.Skip(1), s => s.Actions.Count(a => a.Kind == ActionKind.Dividend) >= 39);
    }

    [Theory]
    [InlineData("2020-07-04", "2020-07-05", 5, "no session")]
    [InlineData("1980-01-02", "2020-07-05", 5, "calendar of XNYS covers")]
    [InlineData("2020-07-05", "2020-07-01", 5, "lies after end")]
    [InlineData("2020-01-02", "2020-07-01", 0, "option 'instruments'")]
    public void Impossible_wishes_are_named(string start, string end, int instruments, string says)
    {
        var options = new SyntheticMarketOptions
        {
            Start = DateOnly.Parse(start, CultureInfo.InvariantCulture),
            End = DateOnly.Parse(end, CultureInfo.InvariantCulture),
            Instruments = instruments,
        };
        Assert.Contains(says, Assert.Throws<UserError>(() => Create(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Even_one_session_makes_a_market()
    {
        var day = new DateOnly(2020, 1, 2);
        Assert.All(Create(Short with { Start = day, End = day }).Series(), s => Assert.Equal([day], s.Dates));
    }

    [Fact]
    public void The_truth_is_written_as_JSON()
    {
        using var folder = new PriceFolder();
        var file = System.IO.Path.Combine(folder.Path, "truth.json");
        SyntheticTruthFile.Write(file, Create(Short).Truth());
        var truth = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.Equal("SPY.US", (string?)truth["index_fund"]);
        Assert.Equal("2018-01-02", (string?)truth["sessions"]![0]!["date"]);
        Assert.Equal(50, truth["companies"]!.AsArray().Count);
        Assert.NotNull(truth["companies"]![0]!["beta"]);
        Assert.NotNull(truth["planted"]!["reversal_fraction"]);
        Assert.Contains("cannot write", Assert.Throws<UserError>(() => SyntheticTruthFile.Write(System.IO.Path.Combine(folder.Path, "no", "t.json"), Create(Short).Truth())).Message, StringComparison.Ordinal);
    }

    private static SyntheticMarket Create(SyntheticMarketOptions options) => SyntheticMarket.Create(options, MarketCatalog.Get("US_EQ"));

    private static void AssertEqual(IEnumerable<ImportedSeries> expected, IEnumerable<ImportedSeries> actual)
    {
        foreach (var (a, b) in expected.Zip(actual.ToArray()))
        {
            Assert.Equal((a.InstrumentId, a.VendorSymbol, a.Basis, a.Count), (b.InstrumentId, b.VendorSymbol, b.Basis, b.Count));
            Assert.Equal(a.Dates, b.Dates);
            Assert.Equal(a.Open, b.Open);
            Assert.Equal(a.High, b.High);
            Assert.Equal(a.Low, b.Low);
            Assert.Equal(a.Close, b.Close);
            Assert.Equal(a.Volume, b.Volume);
            Assert.Equal(a.Actions, b.Actions);
        }
    }

    private static ImportedSeries Until(ImportedSeries series, DateOnly end)
    {
        var count = series.Dates.Count(d => d <= end);
        return series with
        {
            Dates = series.Dates[..count],
            Open = series.Open[..count],
            High = series.High[..count],
            Low = series.Low[..count],
            Close = series.Close[..count],
            Volume = series.Volume[..count],
            Actions = [.. series.Actions.Where(a => a.ExDate <= end)],
        };
    }

    private static void AppendRows(StringBuilder text, ImportedSeries series)
    {
        var actions = series.Actions.ToLookup(a => a.ExDate);
        for (var t = 0; t < series.Count; t++)
        {
            var today = actions[series.Dates[t]].ToArray();
            var split = today.Where(a => a.Kind == ActionKind.Split).Select(a => a.Value).DefaultIfEmpty(1).Single();
            var dividend = today.Where(a => a.Kind == ActionKind.Dividend).Select(a => a.Value).DefaultIfEmpty(0).Single();
            text.Append(CultureInfo.InvariantCulture, $"{series.VendorSymbol},{series.Dates[t]:yyyy-MM-dd},{series.Open[t]},{series.High[t]},{series.Low[t]},{series.Close[t]},,{series.Volume[t]},{dividend},{split}\n");
        }
    }
}
