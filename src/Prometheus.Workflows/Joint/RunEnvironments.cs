using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Embeddings.Joint;
using Prometheus.States.Declarations;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Joint;

/// <summary>The environment of runs on one market: regimes, stability and market measures computed once, then averaged over each run.</summary>
internal sealed class RunEnvironments
{
    private const int StabilityClasses = (int)SoftTargetClass.Breaker + 1;

    private readonly Market _market;
    private readonly RegimeState _regime;
    private readonly RegimeFeatures _features;
    private readonly StabilityState _stability;

    private RunEnvironments(StateResolver states)
    {
        _market = states.Market;
        states.Resolve(VectorStates.Runs.Needs);
        _regime = states.Get(RegimeEngine.Definition.Of(RegimeOptions.Default));
        _features = states.Get(RegimeFeatures.Definition.Of(NoOptions.Instance));
        _stability = states.Get(StabilityEngine.Definition.Of(StabilityOptions.Default));
    }

    /// <param name="end">Last session of any run that will be asked for; a run sees nothing after its own.</param>
    public static RunEnvironments Load(DatabasePair databases, string marketId, DateOnly end, int workers, CancellationToken cancellation)
        => new(MarketLoader.LoadFor(databases, marketId, end, VectorStates.Runs.Needs, workers, cancellation));

    /// <param name="daily">The run's sessions, for the λ of what it held.</param>
    public MetaEnvironment Of(RunRow run, IReadOnlyList<DailyRow> daily)
    {
        var (first, last) = (_market.Sessions.FirstAtOrAfter(run.StartDate), _market.Sessions.LastAtOrBefore(run.EndDate));
        return new MetaEnvironment
        {
            MarketId = run.MarketId,
            Sessions = last - first + 1,
            RegimeMix = [.. Enumerable.Range(0, RegimeState.Labels).Select(label => Mean(first, last, t => _regime.Label[t, 0] is var code and not CodePanel.None ? code == label ? 1 : 0 : double.NaN))],
            StabilityMix = StabilityMix(first, last),
            StabilityIndex = Mean(first, last, t => MeanOf(_stability.Index.Row(t))),
            Volatility = Math.Sqrt(IndexMeasures.SessionsPerYear) * ScalarMath.Exp(Feature("log_volatility_21")),
            Breadth = Feature("breadth_200"),
            Correlation = Feature("correlation_21"),
            Dispersion = ScalarMath.Exp(Feature("log_dispersion")),
            Drawdown = Feature("drawdown_252"),
            Lambda = MeanOf([.. daily.Select(d => d.LambdaScoreMean ?? double.NaN)]),
        };

        double Feature(string name)
        {
            var column = _features.Names.ToList().IndexOf(name);
            return Mean(first, last, t => _features.Values[t, column]);
        }
    }

    private double[] StabilityMix(int first, int last)
    {
        var counts = new double[StabilityClasses];
        for (var t = first; t <= last; t++)
        {
            foreach (var code in _stability.Class.Row(t))
            {
                if (code != CodePanel.None)
                    counts[code]++;
            }
        }

        var total = counts.Sum();
        return Array.ConvertAll(counts, c => total > 0 ? c / total : double.NaN);
    }

    private static double Mean(int first, int last, Func<int, double> value)
    {
        var values = new double[Math.Max(0, last - first + 1)];
        for (var k = 0; k < values.Length; k++)
            values[k] = value(first + k);
        return MeanOf(values);
    }

    private static double MeanOf(ReadOnlySpan<double> values)
    {
        var observed = new double[values.Length];
        var count = LaneSum.Compact(values, observed);
        return count == 0 ? double.NaN : LaneStatistics.Mean(observed.AsSpan(0, count));
    }
}
