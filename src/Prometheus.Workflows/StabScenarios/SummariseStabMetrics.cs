using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Core.Statistics;
using Prometheus.Meta.Selection;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>
/// Sums up, over the days of a run, what its books resembled, and writes it into the run's metrics. Days join by run id; a day without metrics
/// counts in nothing.
/// </summary>
public static class SummariseStabMetrics
{
    /// <param name="strategyId">Only runs of this strategy; null is any.</param>
    /// <param name="runId">Only this run, by its id or its first characters; null is all.</param>
    /// <exception cref="NothingMatchedError">No such run, or none of them has a day with metrics.</exception>
    public static IReadOnlyList<SummarisedRun> Execute(DatabasePair databases, string? strategyId, string? runId, CancellationToken cancellation = default)
    {
        var runtime = databases.Runtime;
        var runs = (runId is null ? RunStore.ReadEnded(runtime, DateOnly.MinValue, DateOnly.MaxValue) : [RunStore.Find(runtime, runId)])
            .Where(r => strategyId is null || r.StrategyId == strategyId).ToArray();
        if (runs.Length == 0)
        {
            throw new NothingMatchedError(strategyId is null
                ? "no run is stored; 'prometheus backtest campaign' makes some"
                : $"there is no run{(runId is null ? "" : $" '{runId}'")} of strategy '{strategyId}'; 'prometheus backtest list' shows what is stored");
        }

        var done = new List<SummarisedRun>();
        foreach (var run in runs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (run.Error is not null)
                continue;
            var days = RiskReportStore.Read(runtime, run.PortfolioId, run.StartDate, run.EndDate, run.RunId).Select(r => JsonNode.Parse(r.RiskMetrics)!.AsObject()).ToArray();
            var summary = new List<KeyValuePair<string, JsonNode?>>();
            var (set, count) = Summarise(days, "", summary);
            foreach (var id in days.SelectMany(SetsOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                Summarise(days, id + ":", summary);
            var written = 0L;
            if (count > 0)
                runtime.InTransaction(unit => written = RunStore.SaveStab(unit, run, summary));
            done.Add(new SummarisedRun(run, set, count, written > 0));
        }

        return done.Any(d => d.Days > 0)
            ? done
            : throw new NothingMatchedError(
                $"none of {runs.Length} runs has a risk report that was compared with scenarios; 'prometheus portfolio stab-metrics' compares them");
    }

    /// <summary>Adds the summary of the keys that begin with a prefix.</summary>
    private static (string? SetId, int Days) Summarise(JsonObject[] days, string prefix, List<KeyValuePair<string, JsonNode?>> summary)
    {
        var compared = days.Where(d => IsNumber(d[prefix + StabKeys.Cosine])).ToArray();
        if (compared.Length == 0)
            return (null, 0);
        var cosines = Array.ConvertAll(compared, d => d[prefix + StabKeys.Cosine]!.GetValue<double>());
        var norms = compared.Where(d => IsNumber(d[prefix + StabKeys.Norm])).Select(d => d[prefix + StabKeys.Norm]!.GetValue<double>()).ToArray();
        var set = compared.Select(d => d[prefix + StabKeys.SetId]?.GetValue<string>()).OfType<string>()
            .GroupBy(s => s, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
        Add(StabKeys.SetId, set);
        Add(ScoreKeys.StabCosineMean, MeanOf(cosines));
        Add("stab_closest_scenario_cosine_min", cosines.Min());
        Add(ScoreKeys.StabCosineMaximum, cosines.Max());
        Add(ScoreKeys.StabCosineT, Stored(NeweyWest.TStatistic(cosines)));
        Add("stab_portfolio_ctx_norm_mean", norms.Length == 0 ? null : MeanOf(norms));
        Add("stab_portfolio_ctx_norm_max", norms.Length == 0 ? null : norms.Max());
        Add(ScoreKeys.StabDays, compared.Length);
        return (set, compared.Length);

        void Add(string key, JsonNode? value) => summary.Add(new(prefix + key, value));
    }

    private static IEnumerable<string> SetsOf(JsonObject day)
        => day.Select(m => m.Key).Where(k => k.EndsWith(":" + StabKeys.Cosine, StringComparison.Ordinal)).Select(k => k[..^(StabKeys.Cosine.Length + 1)]);

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static JsonValue? Stored(double value) => double.IsNaN(value) ? null : JsonValue.Create(value + 0.0); // −0 is stored as 0

    private static double MeanOf(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }
}

/// <summary>What was written into the metrics of one run.</summary>
/// <param name="Run">As it was before.</param>
/// <param name="SetId">The set most of its days were compared with last; null where none was.</param>
/// <param name="Days">Days with metrics.</param>
/// <param name="Written">Whether anything is new.</param>
public sealed record SummarisedRun(RunRow Run, string? SetId, int Days, bool Written);
