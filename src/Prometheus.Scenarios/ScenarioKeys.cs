namespace Prometheus.Scenarios;

/// <summary>The names under which scenario risk stands in <c>risk_metrics</c> and <c>metrics_json</c>: <c>&lt;scenario_set_id&gt;:&lt;measure&gt;</c>.</summary>
public static class ScenarioKeys
{
    /// <summary>The measures of one book on one set; signed returns, NaN where no path is observed.</summary>
    public static IEnumerable<(string Key, double Value)> Of(string setId, ScenarioRisk risk)
    {
        yield return ($"{setId}:scenario_pnl_mean", risk.Mean);
        yield return ($"{setId}:scenario_pnl_min", risk.Minimum);
        yield return ($"{setId}:scenario_pnl_max", risk.Maximum);
        yield return ($"{setId}:scenario_var_95", risk.Var95);
        yield return ($"{setId}:scenario_es_95", risk.Es95);
        yield return ($"{setId}:scenario_num_paths", risk.NumPaths);
        yield return ($"{setId}:scenario_coverage", risk.Coverage);
    }

    /// <summary>Stands, with the value true, only where the set has seen days after the book's decision.</summary>
    public static string Hindsight(string setId) => $"{setId}:hindsight";
}
