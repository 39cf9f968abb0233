using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Opinions.Evaluation;

/// <summary>
/// What holders earned from each close over some sessions: labels, never inputs. A name without a bar at the end of the window counts up to its
/// last close within it, and a delisting within it brings what the fact says holders received: names that die are not left out.
/// </summary>
internal sealed class ForwardReturns
{
    private readonly Market _market;
    private readonly double[] _levels;
    private readonly int[] _lastObserved;
    private readonly int[] _delisted;
    private readonly int[] _delistingKnown;

    /// <param name="market">Its total returns.</param>
    /// <param name="knownInWindow">True where a delisting that became known after the window shall not count: what a model may be trained on.</param>
    public ForwardReturns(Market market, bool knownInWindow = false)
    {
        _market = market;
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        (_levels, _lastObserved) = (new double[sessions * columns], new int[sessions * columns]);
        var observed = market.TotalReturns.LogIndex.Values;
        for (var cell = 0; cell < observed.Length; cell++)
        {
            var before = cell - columns;
            var isNew = !double.IsNaN(observed[cell]);
            _levels[cell] = isNew ? observed[cell] : before >= 0 ? _levels[before] : double.NaN;
            _lastObserved[cell] = isNew ? cell / columns : before >= 0 ? _lastObserved[before] : -1;
        }

        _delisted = [.. market.Listings.Select(l => l.Delisted is { } date ? market.Sessions.FirstAtOrAfter(date) : int.MaxValue)];
        _delistingKnown = [.. market.Listings.Select(l => knownInWindow && l.DelistingKnownOn is { } date ? market.Sessions.FirstAtOrAfter(date) : 0)];
    }

    /// <summary>[sessions × instruments] simple total return over the next <paramref name="horizon"/> sessions; NaN where the window is incomplete.</summary>
    public Panel Over(int horizon)
    {
        var (sessions, columns) = (_market.Sessions.Count, _market.Instruments.Count);
        var values = new double[sessions * columns];
        Array.Fill(values, double.NaN);
        for (var t = 0; t + horizon < sessions; t++)
        {
            for (var i = 0; i < columns; i++)
                values[(t * columns) + i] = Of(t, t + horizon, i, columns);
        }

        foreach (var fund in _market.Funds)
        {
            for (var t = 0; t < sessions; t++)
                values[(t * columns) + fund] = double.NaN;
        }

        return Panel.Adopt(values, sessions, columns);
    }

    private double Of(int from, int to, int i, int columns)
    {
        var delists = _delisted[i] > from && _delisted[i] <= to && _delistingKnown[i] <= to;
        if (_lastObserved[(from * columns) + i] < 0 || (_lastObserved[(to * columns) + i] <= from && !delists))
            return double.NaN;
        var earned = ScalarMath.ExpMinusOne(_levels[(to * columns) + i] - _levels[(from * columns) + i]);
        return delists ? ((1 + earned) * (1 + (_market.Listings[i].DelistingReturn ?? 0))) - 1 : earned;
    }
}
