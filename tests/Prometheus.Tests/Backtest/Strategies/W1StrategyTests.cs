using System.Globalization;
using System.IO.Compression;
using Prometheus.Backtest;
using Prometheus.Backtest.Metrics;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.Testing;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Backtest.Strategies;

public sealed class W1StrategyTests
{
    [Theory]
    [InlineData(1, 40, 300, 0.02)]
    [InlineData(2, 3, 200, 0.3)]
    [InlineData(3, 1, 150, 0)]
    [InlineData(4, 80, 127, 0.5)]
    [InlineData(5, 25, 64, 0.05)]
    public void It_agrees_with_an_independent_program_on_markets_full_of_holes(int seed, int names, int sessions, double holes)
    {
        var market = RandomMarket.Make(seed, names, sessions, withActions: false, holes);
        var walk = W1Strategy.Run(market);
        var plain = PlainW1.EquityCurve(market);
        for (var t = 0; t < sessions; t++)
            Assert.Equal(plain[t], walk.Daily[t].Equity, 6);
    }

    [Fact]
    public void Cash_may_go_negative_and_is_not_held_back()
    {
        // Nothing but a gap up at the open: 98 % of equity buys at four times the close.
        var market = new TinyMarket(70, "A").Close("A", [.. Enumerable.Repeat(10.0, 64), .. Enumerable.Repeat(40.0, 6)]).Build();
        var walk = W1Strategy.Run(market);
        Assert.Equal(98_000, walk.State.Ledger.QuantityOf(0));
        Assert.True(walk.State.Ledger.Cash < 0);
        Assert.Equal(PlainW1.EquityCurve(market)[^1], walk.Daily[^1].Equity, 6);
    }

    [Fact]
    public void It_decides_on_the_64th_session_and_every_21_after_it()
    {
        Assert.Equal([63, 84, 105], W1Strategy.DecisionSessions(126));
        Assert.Equal([63, 84, 105, 126], W1Strategy.DecisionSessions(127));
        Assert.Empty(W1Strategy.DecisionSessions(63));
    }

    [SharedDataFact]
    public void On_real_prices_it_agrees_with_two_other_programs()
    {
        var market = FolderMarket(SharedData.PathOf("stocknet", "prices"));
        var walk = W1Strategy.Run(market);
        var curve = walk.Daily.Select(d => d.Equity).ToArray();
        Assert.Equal(1_826_624.27, curve[^1], 0.01);
        Assert.Equal(1.0047, AnnualisedSharpe.Of(EquityCurve.Returns(curve), 252), 4);
        Assert.Equal(-0.1494, MaxDrawdown.Of(curve), 4);
    }

    /// <summary>Opens and closes of a folder of Yahoo files, the plainest way.</summary>
    private static Market FolderMarket(string folder)
    {
        var series = new SortedDictionary<string, List<(DateOnly Date, double Open, double Close)>>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(folder, "*.csv.gz"))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            reader.ReadLine();
            var rows = series[Path.GetFileName(path).Split('.')[0]] = [];
            while (reader.ReadLine() is { } line)
            {
                var fields = line.Split(',');
                if (double.TryParse(fields[4], CultureInfo.InvariantCulture, out var close))
                    rows.Add((DateOnly.Parse(fields[0], CultureInfo.InvariantCulture), double.TryParse(fields[1], CultureInfo.InvariantCulture, out var open) ? open : double.NaN, close));
            }
        }

        var dates = series.Values.SelectMany(r => r.Select(x => x.Date)).Distinct().Order().ToArray();
        var (opens, closes) = (new double[dates.Length * series.Count], new double[dates.Length * series.Count]);
        Array.Fill(opens, double.NaN);
        Array.Fill(closes, double.NaN);
        var column = 0;
        foreach (var rows in series.Values)
        {
            foreach (var row in rows)
            {
                var cell = (Array.BinarySearch(dates, row.Date) * series.Count) + column;
                (opens[cell], closes[cell]) = (row.Open, row.Close);
            }

            column++;
        }

        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(dates),
            new InstrumentAxis(series.Keys),
            new PricePanels(new Dictionary<PriceField, Panel>
            {
                [PriceField.Open] = Panel.Adopt(opens, dates.Length, series.Count),
                [PriceField.Close] = Panel.Adopt(closes, dates.Length, series.Count),
            }),
            new PriceBasis[series.Count],
            CorporateActions.None(dates.Length),
            new Listing[series.Count],
            new SectorHistory(CodePanel.Adopt(Enumerable.Repeat(CodePanel.None, dates.Length * series.Count).ToArray(), dates.Length, series.Count), [], false),
            MarketProvenance.None);
    }
}
