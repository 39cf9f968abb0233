using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Testing.Markets;

/// <summary>
/// A market whose regimes are known: a Markov chain of CARRY, NEUTRAL, RISK_OFF and CRISIS drives one market factor.
/// Annual factor volatility 8 / 14 / 22 / 45 %, annual drift +17 / +10 / −10 / −60 %, mean spells 60 / 40 / 25 / 15 sessions (geometric);
/// a stay is followed by (CARRY → NEUTRAL .85, RISK_OFF .15), (NEUTRAL → CARRY .60, RISK_OFF .36, CRISIS .04), (RISK_OFF → CARRY .15,
/// NEUTRAL .65, CRISIS .20), (CRISIS → NEUTRAL .35, RISK_OFF .65). A name's return is β·factor + own noise, β uniform in [0.6, 1.4], own
/// volatility 25 % a year times the regime's company scale, all normal. With the scales 0.9 / 1.0 / 1.2 / 1.6 the average pairwise
/// correlation is about .11 / .24 / .35 / .56.
/// </summary>
/// <param name="Market">US_EQ on weekdays, closes and volumes.</param>
/// <param name="Truth">Regime of each session, coded CRISIS 0, RISK_OFF 1, CARRY 2, NEUTRAL 3; the first session has no return.</param>
public sealed record PlantedRegimes(Market Market, byte[] Truth)
{
    private const double SessionsPerYear = 252;

    /// <summary>In the order CRISIS, RISK_OFF, CARRY, NEUTRAL, as all tables here.</summary>
    private static readonly double[] Volatility = [0.45, 0.22, 0.08, 0.14];

    private static readonly double[] Drift = [-0.60, -0.10, 0.17, 0.10];

    private static readonly double[] MeanSpell = [15, 25, 60, 40];

    private static readonly double[][] Next = [[0, 0.65, 0, 0.35], [0.20, 0, 0.15, 0.65], [0, 0.15, 0, 0.85], [0.04, 0.36, 0.60, 0]];

    /// <summary>Own volatility rises with the factor's, as in real markets.</summary>
    public static IReadOnlyList<double> RisingCompanyScale { get; } = [1.6, 1.2, 0.9, 1.0];

    /// <summary>Own volatility says nothing about the regime: the harder world.</summary>
    public static IReadOnlyList<double> FlatCompanyScale { get; } = [1, 1, 1, 1];

    public static PlantedRegimes Make(int seed, int names = 100, int sessions = 2500, IReadOnlyList<double>? companyScale = null)
    {
        var scale = companyScale ?? RisingCompanyScale;
        var id = FormattableString.Invariant($"{seed}");
        var truth = Chain(new RandomStream("planted regimes", id, "chain"), sessions);
        var factor = new RandomStream("planted regimes", id, "factor");
        var market = new double[sessions];
        for (var t = 1; t < sessions; t++)
            market[t] = (Drift[truth[t]] / SessionsPerYear) + (Volatility[truth[t]] / Math.Sqrt(SessionsPerYear) * factor.NextNormal());

        var close = new double[sessions * names];
        for (var i = 0; i < names; i++)
        {
            var own = new RandomStream("planted regimes", id, FormattableString.Invariant($"name {i}"));
            var (beta, price) = (0.6 + (0.8 * own.NextUniform()), 20 + (80 * own.NextUniform()));
            for (var t = 0; t < sessions; t++)
            {
                var noise = 0.25 * scale[truth[t]] / Math.Sqrt(SessionsPerYear) * own.NextNormal();
                price *= t == 0 ? 1 : Math.Max(0.5, 1 + (beta * market[t]) + noise);
                close[(t * names) + i] = price;
            }
        }

        return new PlantedRegimes(Build(names, sessions, close), truth);
    }

    private static byte[] Chain(RandomStream stream, int sessions)
    {
        var truth = new byte[sessions];
        truth[0] = 3;
        for (var t = 1; t < sessions; t++)
        {
            truth[t] = truth[t - 1];
            if (stream.NextUniform() >= 1 / MeanSpell[truth[t]])
                continue;
            var (row, left) = (Next[truth[t]], stream.NextUniform());
            for (byte next = 0; next < row.Length; next++)
            {
                left -= row[next];
                if (left >= 0 || row[next] == 0)
                    continue;
                truth[t] = next;
                break;
            }
        }

        return truth;
    }

    private static Market Build(int names, int sessions, double[] close)
    {
        var volume = new double[close.Length];
        volume.AsSpan().Fill(1e6);
        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(TinyMarket.Weekdays(sessions)),
            new InstrumentAxis(Enumerable.Range(0, names).Select(i => $"P{i:D3}.US")),
            new PricePanels(new Dictionary<PriceField, Panel>
            {
                [PriceField.Close] = Panel.Adopt(close, sessions, names),
                [PriceField.Volume] = Panel.Adopt(volume, sessions, names),
            }),
            new PriceBasis[names],
            CorporateActions.None(sessions),
            Enumerable.Repeat(Listing.Always, names).ToArray(),
            new SectorHistory(CodePanel.Adopt(new byte[close.Length], sessions, names), ["All"], AnyAssumed: false),
            MarketProvenance.None);
    }
}
