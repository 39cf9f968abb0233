using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Testing.Markets;

/// <summary>
/// A market in which λ is worth knowing, its double in which it is not, and one in which nothing is.
/// </summary>
/// <remarks>
/// Each sector has a state x(t). Planted: an AR(1) of 0.9, so today's λ tells tomorrow's. Null: noise of the same variance, so it tells nothing.
/// x moves the dispersion σ(t) = 0.009·exp(0.6·x(t) − 0.18), the volatility of what the sector's names do beyond the market, and the strength
/// of reversal κ(t) = 0.12·(1 + x(t)), kept in 0 … 0.4. Day by day r(t) = 0.004·m(t) + σ(t)·(−κ(t)·u(t − 1) + √(1 − κ(t)²)·ε), where m is common,
/// ε a name's own, both standard normal, and u the sum of the name's last five own shocks over √5: what fell, rises, and more so where λ is
/// high. Reversal is what the assessment at horizon 5 ranks by, so a universe that prefers clusters of high λ̂ earns more, and only in the
/// planted market. Eight sectors of equal size, no holes, no actions, opens equal the close before: whoever decides at a close gets the whole
/// next day. Volatilities are low, so that most names are STABLE and clusters are mostly sectors. Without any reversal all names are worth the
/// same, so that whatever is chosen, nothing is lost by choosing it: there, and only there, two universes have equal expected returns.
/// </remarks>
public static class PlantedLambdaMarket
{
    public const int Sectors = 8;

    public const double Dispersion = 0.009;

    public const double Swing = 0.6;

    public const double Reversal = 0.12;

    public const double StrongestReversal = 0.4;

    public const double CommonVolatility = 0.004;

    private const int Memory = 5;

    /// <param name="seed">Names the world.</param>
    /// <param name="planted">False makes the null.</param>
    /// <param name="sessions">Sessions of XNYS from 2015-01-02.</param>
    /// <param name="namesPerSector">Names of each of the eight sectors.</param>
    /// <param name="reversal">Mean of κ; 0 leaves no signal at all.</param>
    public static Market Make(int seed, bool planted, int sessions = 1000, int namesPerSector = 25, double reversal = Reversal)
    {
        var dates = ExchangeCalendars.Get("XNYS").Sessions(new DateOnly(2015, 1, 2), new DateOnly(2030, 12, 31)).Take(sessions).Select(s => s.Date).ToArray();
        var names = Sectors * namesPerSector;
        var (open, close, volume) = (new double[sessions * names], new double[sessions * names], new double[sessions * names]);
        var world = planted ? "planted" : "null";
        var common = PlantedLambda.Path(0, sessions, "planted market", world, $"seed {seed}", "common");
        var days = Enumerable.Range(0, Sectors).Select(s => Days(seed, world, s, planted, sessions, reversal)).ToArray();
        for (var i = 0; i < names; i++)
            Walk(new RandomStream("planted market", world, $"seed {seed}", NameOf(i)), i, names, common, days[i % Sectors], open, close, volume);

        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(dates),
            new InstrumentAxis(Enumerable.Range(0, names).Select(NameOf)),
            Prices(open, close, volume, sessions, names),
            new PriceBasis[names],
            CorporateActions.None(sessions),
            Enumerable.Repeat(Listing.Always, names).ToArray(),
            new SectorHistory(
                CodePanel.Adopt(Enumerable.Range(0, sessions * names).Select(c => (byte)(c % names % Sectors)).ToArray(), sessions, names),
                Enumerable.Range(0, Sectors).Select(s => $"Sector {s}").ToArray(),
                AnyAssumed: false),
            MarketProvenance.None);
    }

    private static string NameOf(int i) => $"P{i:D4}.US";

    private static (double Dispersion, double Reversal)[] Days(int seed, string world, int sector, bool planted, int sessions, double reversal)
    {
        var path = PlantedLambda.Path(planted ? PlantedLambda.Persistence : 0, sessions, "planted market", world, $"seed {seed}", $"sector {sector}");
        return Array.ConvertAll(
            path, x => (Dispersion * ScalarMath.Exp((Swing * x) - (Swing * Swing / 2)), Math.Clamp(reversal * (1 + x), 0, StrongestReversal)));
    }

    private static void Walk(
        RandomStream stream,
        int column,
        int names,
        double[] common,
        (double Dispersion, double Reversal)[] days,
        double[] open,
        double[] close,
        double[] volume)
    {
        var price = 20 + (80 * stream.NextUniform());
        var turnover = 1e6 * (1 + stream.NextUniform());
        var shocks = new double[Memory];
        for (var t = 0; t < common.Length; t++)
        {
            var (dispersion, reversal) = days[t];
            var own = (Math.Sqrt(1 - (reversal * reversal)) * stream.NextNormal()) - (reversal * shocks.Sum() / Math.Sqrt(Memory));
            shocks[t % Memory] = own;
            var cell = (t * names) + column;
            open[cell] = price;
            price *= 1 + (CommonVolatility * common[t]) + (dispersion * own);
            (close[cell], volume[cell]) = (price, Math.Floor(turnover));
        }
    }

    private static PricePanels Prices(double[] open, double[] close, double[] volume, int sessions, int names)
    {
        var panels = new Dictionary<PriceField, double[]>
        {
            [PriceField.Open] = open,
            [PriceField.High] = [.. open.Zip(close, Math.Max)],
            [PriceField.Low] = [.. open.Zip(close, Math.Min)],
            [PriceField.Close] = close,
            [PriceField.AdjustedClose] = [.. close],
            [PriceField.Volume] = volume,
        };
        return new PricePanels(panels.ToDictionary(p => p.Key, p => Panel.Adopt(p.Value, sessions, names)));
    }
}
