using Prometheus.Meta.Scoring;

namespace Prometheus.Meta.Selection;

/// <summary>
/// A run's place under a rule: values compared one after the other, larger first (sheet C §2.3), the shallower drawdown after them. What
/// was not measured ranks last; the final tie is broken by sleeve id, then run id.
/// </summary>
internal sealed class RankKey : IComparable<RankKey>
{
    private readonly ScoredRun _run;
    private readonly double[] _values;

    private RankKey(ScoredRun run, params double[] values) => (_run, _values) = (run, values);

    public static RankKey Of(ScoredRun run, SelectionRule rule)
    {
        var (sharpe, earned, drawdown) = (run.Metric(ScoreKeys.Sharpe), run.Metric(ScoreKeys.Return), run.Metric(ScoreKeys.Drawdown));
        var difference = run.Metric(ScoreKeys.LambdaDifference);
        return rule switch
        {
            SelectionRule.LambdaUplift => new RankKey(run, difference, sharpe, earned, drawdown),
            SelectionRule.LambdaRobust => new RankKey(run, -Math.Abs(difference), sharpe, earned, drawdown),
            SelectionRule.StabExposed => new RankKey(run, run.Metric(ScoreKeys.StabCosineMean), sharpe, earned, drawdown),
            SelectionRule.StabRobust => new RankKey(run, -run.Metric(ScoreKeys.StabCosineMaximum), sharpe, earned, drawdown),
            _ => new RankKey(run, sharpe, earned, drawdown),
        };
    }

    /// <summary>Negative where this run ranks before the other.</summary>
    public int CompareTo(RankKey? other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var k = 0; k < _values.Length; k++)
        {
            // CompareTo puts NaN below every number, so descending puts it last.
            var order = other._values[k].CompareTo(_values[k]);
            if (order != 0)
                return order;
        }

        var sleeves = string.CompareOrdinal(_run.SleeveId, other._run.SleeveId);
        return sleeves != 0 ? sleeves : string.CompareOrdinal(_run.RunId, other._run.RunId);
    }
}
