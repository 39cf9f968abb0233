using System.Globalization;
using System.IO.Compression;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.States.Regimes;
using Prometheus.Testing;
using Xunit;

namespace Prometheus.IntegrationTests.Regimes;

/// <summary>346 survivors of 1999–2021 with SPY as the index and VIX as a series: were the years everybody remembers called by their names in time?</summary>
public sealed class RealRegimesTests
{
    [SharedDataFact]
    public void Crashes_are_stress_calm_years_are_calm_and_regimes_last()
    {
        var market = Load();
        var state = RegimeEngine.Compute(market.With(regimeIndex: "SPY.US"), RegimeOptions.Default, 2);
        Assert.True(Share(market, state, d => d is { Year: 2008, Month: 10 }, RegimeLabel.Crisis, RegimeLabel.RiskOff) >= 0.8);
        Assert.True(Share(market, state, d => d is { Year: 2020, Month: 3 }, RegimeLabel.Crisis, RegimeLabel.RiskOff) >= 0.8);
        Assert.True(Share(market, state, d => d.Year == 2017, RegimeLabel.Carry, RegimeLabel.Neutral) >= 0.7);
        Assert.True(MedianSpell(market, state, 2004, 2012) >= 10);
        Assert.True(MedianSpell(market, state, 2015, 2021) >= 10);
    }

    private static double Share(Market market, RegimeState state, Func<DateOnly, bool> chosen, params RegimeLabel[] labels)
    {
        var sessions = Enumerable.Range(0, state.Sessions).Where(t => chosen(market.Sessions[t])).ToArray();
        return sessions.Count(t => labels.Contains(state.LabelAt(t)!.Value)) / (double)sessions.Length;
    }

    private static int MedianSpell(Market market, RegimeState state, int firstYear, int lastYear)
    {
        var spells = new List<int>();
        for (var t = 1; t < state.Sessions; t++)
        {
            if (market.Sessions[t].Year < firstYear || market.Sessions[t].Year > lastYear)
                continue;
            if (spells.Count == 0 || state.LabelAt(t) != state.LabelAt(t - 1))
                spells.Add(0);
            spells[^1]++;
        }

        spells.Sort();
        return spells[spells.Count / 2];
    }

    private static Market Load()
    {
        var (from, to) = (new DateOnly(1999, 11, 1), new DateOnly(2021, 4, 21));
        var rows = Lines("sp500", "sp500_daily.csv.gz").Select(l => l.Split(',')).Select(c => (Id: c[0] + ".US", Date: Date(c[1]), Close: Number(c[6])))
            .Concat(Lines("market", "SPY.csv").Select(l => l.Split(',')).Select(c => (Id: "SPY.US", Date: Date(c[0]), Close: Number(c[4]))))
            .Where(r => r.Date >= from && r.Date <= to).ToArray();
        var sessions = new SessionAxis(rows.Where(r => r.Id == "SPY.US").Select(r => r.Date).Order());
        var instruments = new InstrumentAxis(rows.Select(r => r.Id).Distinct().Order(StringComparer.Ordinal));
        var (count, columns) = (sessions.Count, instruments.Count);
        var close = Enumerable.Repeat(double.NaN, count * columns).ToArray();
        foreach (var row in rows.Where(r => sessions.IndexOf(r.Date) >= 0))
            close[(sessions.IndexOf(row.Date) * columns) + instruments.IndexOf(row.Id)] = row.Close;
        var vix = Enumerable.Repeat(double.NaN, count).ToArray();
        foreach (var cells in Lines("market", "vix-daily.csv").Select(l => l.Split(',')).Where(c => sessions.IndexOf(Date(c[0])) >= 0))
            vix[sessions.IndexOf(Date(cells[0]))] = Number(cells[4]);
        return new Market(
            MarketCatalog.Get("US_EQ"),
            sessions,
            instruments,
            new PricePanels(new Dictionary<PriceField, Panel> { [PriceField.Close] = Panel.Adopt(close, count, columns) }),
            new PriceBasis[columns],
            CorporateActions.None(count),
            Enumerable.Repeat(Listing.Always, columns).ToArray(),
            new SectorHistory(CodePanel.Adopt(new byte[close.Length], count, columns), ["All"], AnyAssumed: true),
            MarketProvenance.None)
        {
            Funds = new HashSet<int> { instruments.IndexOf("SPY.US") },
            Series = new MarketSeries(["VIX"], Panel.Adopt(vix, count, 1)),
        };
    }

    private static IEnumerable<string> Lines(params string[] path)
    {
        using var file = File.OpenRead(SharedData.PathOf(path));
        using var text = new StreamReader(path[^1].EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        text.ReadLine();
        while (text.ReadLine() is { } line)
            yield return line;
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
