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
