using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Embeddings.Numeric;
using Prometheus.Encoders.Projection;

namespace Prometheus.Scenarios;

/// <summary>
/// The paths of a set as a numeric model sees them: every name's window at the end of its path, after its own history, passes through the fit that
/// serves the last session of that history, and the vectors of the names are averaged. Only models that read returns alone can say something of
/// a path. From several threads too.
/// </summary>
public sealed class NumericPaths
{
    /// <summary>Sessions that features look back beyond a window (<see cref="NumericEngine.EncodeLast"/>).</summary>
    private const int Lookback = 128;

    private readonly NumericState _state;
    private readonly NumericFit? _fit;
    private readonly AppendedPaths _paths;

    private NumericPaths(NumericState state, NumericFit? fit, AppendedPaths paths) => (_state, _fit, _paths) = (state, fit, paths);

    /// <summary>The first session of the fit that serves the last session of the history; null where none does, and no path has a vector.</summary>
    public int? ServedFrom => _fit?.FirstSession;

    /// <param name="market">The history, with closes and volumes.</param>
    public static NumericPaths Fit(
        Market market, AppendedPaths paths, NumericModel model, NumericOptions options, int workers, CancellationToken cancellation = default)
    {
        var state = NumericEngine.Fit(market, model, options, workers, cancellation);
        return new NumericPaths(state, state.FitAt(paths.Session), paths);
    }

    /// <summary>The mean vector of the names, of unit length; null where none has one.</summary>
    /// <returns>Coverage: the share of the set's names, funds left out, that have a vector.</returns>
    public (float[]? Vector, double Coverage) Encode(int path)
    {
        if (_fit is null)
            return (null, 0);
        var window = _paths.Window(path, _state.Options.WindowSessions + Lookback + 1);
        var market = new double[window.Market.Length];
        ScalarMath.LogOnePlus(window.Market, market);
        var series = new EntitySeries("SCENARIO", _paths.Set.Instruments.Ids.ToArray(), window.Log, market);
        var block = NumericEngine.EncodeLast(_state, _fit, series, workers: 1);
        var sums = new double[block.Dimensions];
        var (count, all) = (0, 0);
        for (var k = 0; k < block.Entities; k++)
        {
            all += _paths.IsAveraged[k] ? 1 : 0;
            if (!_paths.IsAveraged[k] || !block.Has(block.First, k))
                continue;
            var vector = block.Vector(block.First, k);
            for (var d = 0; d < sums.Length; d++)
                sums[d] += vector[d];
            count++;
        }

        if (count == 0)
            return (null, 0);
        UnitLength.Make(sums);
        return (Array.ConvertAll(sums, s => (float)(s + 0.0)), (double)count / all);
    }
}
