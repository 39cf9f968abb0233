using System.Globalization;
using Prometheus.Core.Numerics;

namespace Prometheus.Sources.Synthetic;

/// <summary>
/// What all companies share: the regime, the market factor and the sector factors of every session. It depends on the seed and the number of
/// the session alone, so a longer market begins like a shorter one.
/// </summary>
internal sealed class SyntheticFactors
{
    private const double SectorAnnualVolatility = 0.10;
    private const ulong NumbersPerSession = 16;

    private readonly int[] _regimes;
    private readonly double[] _market;
    private readonly double[] _sectors;

    public SyntheticFactors(long seed, int sessions)
    {
        (_regimes, _market, _sectors) = (new int[sessions], new double[sessions], new double[sessions * SyntheticSector.All.Count]);
        var stream = StreamOf(seed, "climate");
        var regime = SyntheticRegime.Opening;
        for (var t = 0; t < sessions; t++)
        {
            var at = (ulong)t * NumbersPerSession;
            regime = Step(regime, stream.UniformAt(at), stream.UniformAt(at + 1));
            var state = SyntheticRegime.All[regime];
            var daily = state.AnnualVolatility / Year.Root;
            _regimes[t] = regime;
            _market[t] = (state.AnnualDrift / Year.Sessions) - (0.5 * daily * daily) + (daily * stream.NormalAt(at + 2));
            for (var s = 0; s < SyntheticSector.All.Count; s++)
                _sectors[(t * SyntheticSector.All.Count) + s] = SectorAnnualVolatility / Year.Root * state.SectorScale * stream.NormalAt(at + 3 + (ulong)s);
        }
    }

    public int Sessions => _regimes.Length;

    public SyntheticRegime RegimeOn(int session) => SyntheticRegime.All[_regimes[session]];

    /// <summary>Log return of the market factor.</summary>
    public double MarketReturn(int session) => _market[session];

    /// <summary>Log return of a sector's factor, beyond the market's.</summary>
    public double SectorReturn(int session, int sector) => _sectors[(session * SyntheticSector.All.Count) + sector];

    public static RandomStream StreamOf(long seed, string purpose, string id = "")
        => new("synthetic-market", seed.ToString(CultureInfo.InvariantCulture), purpose, id);

    private static int Step(int regime, double leaves, double whither)
    {
        var state = SyntheticRegime.All[regime];
        if (leaves >= 1.0 / state.MeanSpell)
            return regime;
        for (var next = 0; next < state.Next.Count; next++)
        {
            whither -= state.Next[next];
            if (whither < 0)
                return next;
        }

        return regime;
    }
}

/// <summary>One state of the synthetic market.</summary>
/// <param name="Name">As the regime engine's labels are spelled, so that truth and estimate can be compared.</param>
/// <param name="AnnualVolatility">Of the market factor's log return.</param>
/// <param name="AnnualDrift">Expected simple return of the market factor a year.</param>
/// <param name="MeanSpell">Mean length of a stay, sessions.</param>
/// <param name="SectorScale">Multiplier of sector factor volatility.</param>
/// <param name="CompanyScale">Multiplier of company volatility.</param>
/// <param name="Next">Probability of each regime after a stay, in the order of <see cref="All"/>.</param>
public sealed record SyntheticRegime(
    string Name, double AnnualVolatility, double AnnualDrift, int MeanSpell, double SectorScale, double CompanyScale, IReadOnlyList<double> Next)
{
    /// <summary>Index of the regime every market opens in.</summary>
    public const int Opening = 1;

    public static IReadOnlyList<SyntheticRegime> All { get; } =
    [
        new("CARRY", 0.08, 0.17, 60, 0.8, 0.9, [0, 0.85, 0.15, 0]),
        new("NEUTRAL", 0.14, 0.10, 40, 1.0, 1.0, [0.60, 0, 0.36, 0.04]),
        new("RISK_OFF", 0.22, -0.10, 25, 1.2, 1.2, [0.15, 0.65, 0, 0.20]),
        new("CRISIS", 0.45, -0.60, 15, 1.8, 1.6, [0, 0.35, 0.65, 0]),
    ];
}
