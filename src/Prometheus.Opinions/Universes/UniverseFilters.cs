using System.Numerics;
using System.Runtime.CompilerServices;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Fragility;
using Prometheus.States.Liquidity;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Universes;

/// <summary>The filter sequence of sheet B §5.2: the first failure names the exclusion.</summary>
internal sealed class UniverseFilters
{
    private readonly Market _market;
    private readonly StabilityState _stability;
    private readonly UniverseOptions _options;
    private readonly FragilityState? _fragility;
    private readonly LiquidityState? _liquidity;
    private readonly ProfileFilter? _profiles;
    private readonly int[] _firstObserved;
    private readonly int[] _delistedFrom;
    private readonly UniverseExclusion[] _excluded;
    private readonly bool[] _isRaw;
    private readonly double[] _meanShares;
    private readonly double[] _meanCurrency;
    private readonly double[] _observed;
    private readonly double[] _lastClose;
    private int _closesSeen;

    public UniverseFilters(Market market, StabilityState stability, UniverseOptions options, UniverseInputs inputs)
    {
        _market = market;
        _stability = stability;
        _options = options;
        _fragility = inputs.Fragility;
        _liquidity = inputs.Liquidity;
        _profiles = options.ProfileScreens is { } screens
            ? new ProfileFilter(stability.Profiles ?? throw new ModelError("the universe screens profiles but its stability names none"), screens, market.Instruments.Count)
            : null;
        _firstObserved = market.FirstCloses.ToArray();
        _delistedFrom = [.. market.Listings.Select(l => FirstDelisted(market, l))];
        _excluded = new UniverseExclusion[market.Instruments.Count];
        _isRaw = [.. market.Basis.Select(b => b == PriceBasis.Raw)];
        _meanShares = new double[market.Instruments.Count];
        _meanCurrency = new double[market.Instruments.Count];
        _observed = new double[market.Instruments.Count];
        _lastClose = new double[market.Instruments.Count];
        foreach (var fund in market.Funds)
            _excluded[fund] = UniverseExclusion.NotEquity;
        ExcludeIssuers(options.ExcludedIssuers, market.Issuers);
        foreach (var id in options.ExcludedInstruments)
        {
            if (market.Instruments.IndexOf(id) is var column and >= 0)
                _excluded[column] = UniverseExclusion.HardExcludedInstrument;
        }
    }

    /// <summary>
    /// All candidates of a session, ascending by column; those that pass have no exclusion and still wait for a score. Sessions must ascend from
    /// call to call.
    /// </summary>
    public UniverseCandidate[] Apply(int session, ReadOnlySpan<bool> wasMember)
    {
        AverageVolumes(session);
        CarryCloses(session);
        var sectors = _market.Sectors.Codes.Row(session);
        var classes = _stability.Class.Row(session);
        var index = _stability.Index.Row(session);
        var tradable = _market.Tradable.Row(session);
        var fragility = _fragility is null ? default : _fragility.Score.Row(session);
        var candidates = new UniverseCandidate[_firstObserved.Length];
        var count = 0;
        for (var i = 0; i < _firstObserved.Length; i++)
        {
            if (_firstObserved[i] > session || _delistedFrom[i] <= session)
                continue;
            // A hole in the data is no reason to leave: only a newcomer must have a close today.
            var mayStand = wasMember[i] || (tradable[i >> 6] >> (i & 63) & 1) != 0;
            var raw = _isRaw[i];
            var fragile = fragility.IsEmpty ? double.NaN : fragility[i];
            candidates[count++] = new UniverseCandidate(
                i,
                sectors[i],
                Test(session, i, mayStand, classes[i], index[i], fragile),
                UniverseTier.Excluded,
                Score: 0,
                AssessmentZ: double.NaN,
                StabilityZ: double.NaN,
                LiquidityZ: raw && _meanCurrency[i] > 0 ? Core.Numerics.ScalarMath.Log(_meanCurrency[i]) : double.NaN,
                StabilityRisk: double.NaN,
                StabilityWorsen: double.NaN,
                AverageVolume: raw ? _meanShares[i] : double.NaN,
                LastClose: _lastClose[i],
                LevelFiltersSkipped: !raw,
                Fragility: fragile);
        }

        return count == candidates.Length ? candidates : candidates[..count];
    }

    private UniverseExclusion Test(int session, int i, bool mayStand, byte stability, double index, double fragility)
    {
        if (_excluded[i] != UniverseExclusion.None)
            return _excluded[i];
        if (!mayStand)
            return UniverseExclusion.NotTradable;
        if (session - _firstObserved[i] + 1 < _options.WindowSessions)
            return UniverseExclusion.InsufficientHistory;
        if (_isRaw[i] && !(_meanShares[i] >= _options.MinimumAverageVolume))
            return UniverseExclusion.Illiquid;
        if (_isRaw[i] && !(_lastClose[i] >= _options.MinimumPrice))
            return UniverseExclusion.BelowMinPrice;
        if (stability == CodePanel.None)
            return UniverseExclusion.NoStabState;
        if (_options.ExcludeBreakers && stability == (byte)SoftTargetClass.Breaker)
            return UniverseExclusion.ExcludedBreaker;
        if (index > _options.MaximumSoftTargetScore)
            return UniverseExclusion.ExcludedHighSoftTargetScore;
        if (fragility > _options.MaximumFragility)
            return UniverseExclusion.ExcludedHighFragility;
        if (_liquidity is not null && _liquidity.Illiquidity[session, i] > _options.MaximumIlliquidity)
            return UniverseExclusion.ExcludedHighIlliquidity;
        return _profiles?.Test(session, i, stability) ?? UniverseExclusion.None;
    }

    private void ExcludeIssuers(EquatableList<string>? excluded, IReadOnlyList<string?> issuers)
    {
        if (excluded is null || excluded.Count == 0)
            return;
        if (issuers.Count == 0)
            throw new ModelError("the universe excludes issuers but was not told who issued its instruments");
        for (var i = 0; i < issuers.Count; i++)
        {
            if (issuers[i] is { } issuer && excluded.Contains(issuer, StringComparer.Ordinal))
                _excluded[i] = UniverseExclusion.HardExcludedIssuer;
        }
    }

    /// <summary>Means over the observed sessions of the window; NaN where none was.</summary>
    private void AverageVolumes(int session)
    {
        Array.Clear(_meanShares);
        Array.Clear(_meanCurrency);
        Array.Clear(_observed);
        for (var t = Math.Max(0, session - _options.WindowSessions + 1); t <= session; t++)
            Accumulate(_market.Prices.Volume.Row(t), _market.Prices.Close.Row(t));

        for (var i = 0; i < _observed.Length; i++)
        {
            _meanShares[i] /= _observed[i];
            _meanCurrency[i] /= _observed[i];
        }
    }

    /// <summary>Instruments are the lanes of a vector; each adds its own sessions in order, so the bits do not depend on the vector width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Accumulate(ReadOnlySpan<double> volumes, ReadOnlySpan<double> closes)
    {
        var i = 0;
        for (; i <= volumes.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var volume = new Vector<double>(volumes[i..]);
            var observed = Vector.Equals(volume, volume);
            Add(_meanShares, i, volume, observed);
            Add(_meanCurrency, i, volume * new Vector<double>(closes[i..]), observed);
            Add(_observed, i, Vector<double>.One, observed);
        }

        for (; i < volumes.Length; i++)
        {
            if (double.IsNaN(volumes[i]))
                continue;
            _meanShares[i] += volumes[i];
            _meanCurrency[i] += volumes[i] * closes[i];
            _observed[i]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double[] sums, int at, Vector<double> values, Vector<long> where)
        => (new Vector<double>(sums, at) + Vector.ConditionalSelect(where, values, Vector<double>.Zero)).CopyTo(sums, at);

    private void CarryCloses(int session)
    {
        for (; _closesSeen <= session; _closesSeen++)
        {
            var closes = _market.Prices.Close.Row(_closesSeen);
            for (var i = 0; i < closes.Length; i++)
            {
                if (!double.IsNaN(closes[i]))
                    _lastClose[i] = closes[i];
            }
        }
    }

    /// <summary>The first session on which a delisting is both effective and known.</summary>
    private static int FirstDelisted(Market market, Listing listing)
    {
        if (listing.Delisted is not { } delisted)
            return int.MaxValue;
        var known = listing.DelistingKnownOn ?? delisted;
        return market.Sessions.FirstAtOrAfter(delisted > known ? delisted : known);
    }
}

/// <summary>
/// Why a candidate is not a member: the first filter that failed. Stored in lower snake case as a true flag. The issuer is looked at right
/// after the instrument and fragility right after the soft-target score; profiles last; their numbers
/// come last because they came later.
/// </summary>
public enum UniverseExclusion : byte
{
    None,
    HardExcludedInstrument,
    NotEquity,
    NotTradable,
    InsufficientHistory,
    Illiquid,
    BelowMinPrice,
    NoStabState,
    ExcludedBreaker,
    ExcludedHighSoftTargetScore,
    ExcludedSectorCap,
    ExcludedMaxUniverseSize,
    HardExcludedIssuer,
    ExcludedHighFragility,
    ExcludedWeakProfileFragile,
    ExcludedLowDataQuality,
    ExcludedHighLeverage,
    ExcludedLowMargin,
    ExcludedStyle,
    ExcludedHighIlliquidity,
}
