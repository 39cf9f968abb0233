using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Engines.Stability;

namespace Prometheus.Engines.Universe;

/// <summary>The filter sequence of sheet B §5.2: the first failure names the exclusion.</summary>
internal sealed class UniverseFilters
{
    private readonly Market _market;
    private readonly StabilityState _stability;
    private readonly UniverseOptions _options;
    private readonly int[] _firstObserved;
    private readonly bool[] _hardExcluded;

    public UniverseFilters(Market market, StabilityState stability, UniverseOptions options)
    {
        _market = market;
        _stability = stability;
        _options = options;
        _firstObserved = FirstObserved(market.Prices.Close);
        _hardExcluded = new bool[market.Instruments.Count];
        foreach (var id in options.ExcludedInstruments)
        {
            if (market.Instruments.IndexOf(id) is var column and >= 0)
                _hardExcluded[column] = true;
        }
    }

    /// <summary>All candidates of a session, ascending by column; those that pass have no exclusion and still wait for a score.</summary>
    public UniverseCandidate[] Apply(int session, ReadOnlySpan<bool> wasMember)
    {
        var date = _market.Sessions[session];
        var candidates = new List<UniverseCandidate>(_market.Instruments.Count);
        for (var i = 0; i < _market.Instruments.Count; i++)
        {
            if (_firstObserved[i] > session || _market.Listings[i].IsDelistedOn(date))
                continue;
            var (volume, dollarVolume) = MeanVolume(session, i);
            var close = LastClose(session, i);
            var raw = _market.Basis[i] == PriceBasis.Raw;
            var exclusion = Test(session, i, wasMember[i], raw, volume, close);
            candidates.Add(new UniverseCandidate(
                i,
                _market.Sectors.Codes[session, i],
                exclusion,
                UniverseTier.Excluded,
                Score: 0,
                AssessmentZ: double.NaN,
                StabilityZ: double.NaN,
                LiquidityZ: raw && dollarVolume > 0 ? Core.Numerics.ScalarMath.Log(dollarVolume) : double.NaN,
                StabilityRisk: double.NaN,
                StabilityWorsen: double.NaN,
                AverageVolume: raw ? volume : double.NaN,
                LastClose: close,
                LevelFiltersSkipped: !raw));
        }

        return [.. candidates];
    }

    private UniverseExclusion Test(int session, int i, bool wasMember, bool raw, double volume, double close)
    {
        if (_hardExcluded[i])
            return UniverseExclusion.HardExcludedInstrument;
        // A hole in the data is no reason to leave: only a newcomer must have a close today.
        if (!wasMember && !_market.Tradable[session, i])
            return UniverseExclusion.NotTradable;
        if (session - _firstObserved[i] + 1 < _options.WindowSessions)
            return UniverseExclusion.InsufficientHistory;
        if (raw && !(volume >= _options.MinimumAverageVolume))
            return UniverseExclusion.Illiquid;
        if (raw && !(close >= _options.MinimumPrice))
            return UniverseExclusion.BelowMinPrice;
        return TestStability(session, i);
    }

    private UniverseExclusion TestStability(int session, int i)
    {
        var present = _stability.Class[session, i];
        if (present == CodePanel.None)
            return UniverseExclusion.NoStabState;
        if (_options.ExcludeBreakers && present == (byte)SoftTargetClass.Breaker)
            return UniverseExclusion.ExcludedBreaker;
        return _stability.Index[session, i] > _options.MaximumSoftTargetScore
            ? UniverseExclusion.ExcludedHighSoftTargetScore
            : UniverseExclusion.None;
    }

    /// <summary>Means over the observed sessions of the window; NaN where none was.</summary>
    private (double Shares, double Currency) MeanVolume(int session, int i)
    {
        var (shares, currency, count) = (0.0, 0.0, 0);
        for (var t = Math.Max(0, session - _options.WindowSessions + 1); t <= session; t++)
        {
            var volume = _market.Prices.Volume[t, i];
            if (double.IsNaN(volume))
                continue;
            shares += volume;
            currency += volume * _market.Prices.Close[t, i];
            count++;
        }

        return count == 0 ? (double.NaN, double.NaN) : (shares / count, currency / count);
    }

    private double LastClose(int session, int i)
    {
        var t = session;
        while (double.IsNaN(_market.Prices.Close[t, i]))
            t--;
        return _market.Prices.Close[t, i];
    }

    private static int[] FirstObserved(Panel close)
    {
        var first = new int[close.Columns];
        Array.Fill(first, int.MaxValue);
        for (var t = 0; t < close.Sessions; t++)
        {
            var row = close.Row(t);
            for (var i = 0; i < row.Length; i++)
            {
                if (first[i] == int.MaxValue && !double.IsNaN(row[i]))
                    first[i] = t;
            }
        }

        return first;
    }
}
