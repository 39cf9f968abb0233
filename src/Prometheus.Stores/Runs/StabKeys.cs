using System.Text.Json.Nodes;
using Prometheus.Scenarios;

namespace Prometheus.Stores.Runs;

/// <summary>
/// The keys of a book's resemblance to scenarios in <c>risk_metrics</c>, and of a run's in <c>metrics_json</c>. The plain keys hold the set that
/// was compared with last, <c>&lt;scenario_set_id&gt;:stab_…</c> keep every set.
/// </summary>
public static class StabKeys
{
    public const string SetId = "stab_scenario_set_id";

    public const string ClosestId = "stab_closest_scenario_id";

    public const string Cosine = "stab_closest_scenario_cosine";

    public const string Distance = "stab_closest_scenario_distance";

    public const string Norm = "stab_portfolio_ctx_norm";

    public const string TopMean = "stab_top3_scenario_cosine_mean";

    private const string Prefix = "stab_";

    /// <summary>Summaries of a run begin so; risk and λ metrics of the same family (<c>stab_risk_…</c>) do not.</summary>
    private static readonly string[] SummaryPrefixes = ["stab_scenario_", "stab_closest_scenario_", "stab_portfolio_ctx_", "stab_num_days"];

    /// <summary>Whether a key of <c>risk_metrics</c> is a plain one.</summary>
    public static bool IsOne(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether a key of <c>risk_metrics</c> speaks of the resemblance to a set.</summary>
    public static bool IsOf(string setId, string key) => key.StartsWith($"{setId}:{Prefix}", StringComparison.Ordinal);

    /// <summary>Whether a key of <c>metrics_json</c> belongs to a run's summary, of any set.</summary>
    public static bool IsSummary(string key)
    {
        var own = key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return Array.Exists(SummaryPrefixes, p => own.StartsWith(p, StringComparison.Ordinal));
    }

    /// <summary>The six plain keys, then those of the set, in the order in which they are written.</summary>
    internal static IEnumerable<KeyValuePair<string, JsonNode?>> Of(StabEntry entry)
    {
        foreach (var (key, value) in Measures(entry))
            yield return new(key, value);
        foreach (var (key, value) in Measures(entry))
            yield return new($"{entry.SetId}:{key}", value);
        yield return new($"{entry.SetId}:stab_closest_scenario_pnl", Number(entry.ClosestReturn));
        yield return new($"{entry.SetId}:stab_coverage", Number(entry.Exposure.Coverage));
        if (entry.Hindsight)
            yield return new(ScenarioKeys.Hindsight(entry.SetId), true);
    }

    /// <summary>NaN is written as null.</summary>
    internal static JsonNode? Number(double value) => double.IsNaN(value) ? null : JsonValue.Create(value + 0.0); // −0 is stored as 0

    private static IEnumerable<(string Key, JsonNode? Value)> Measures(StabEntry entry)
    {
        var closest = entry.Exposure.Closest;
        yield return (SetId, entry.SetId);
        yield return (ClosestId, closest.ScenarioId);
        yield return (Cosine, Number(closest.Cosine));
        yield return (Distance, Number(closest.Distance));
        yield return (Norm, Number(entry.Exposure.ContextNorm));
        yield return (TopMean, Number(entry.Exposure.Top3CosineMean));
    }
}

/// <summary>What one book resembles among the scenarios of one set.</summary>
/// <param name="AsOfDate">The book's decision.</param>
/// <param name="SetId">The set.</param>
/// <param name="Exposure">How close each scenario is.</param>
/// <param name="ClosestReturn">What the book would make in the closest scenario, a signed return; NaN where none of its names is in it.</param>
/// <param name="Hindsight">The set has seen days after the decision: a diagnosis, never a basis of it.</param>
public sealed record StabEntry(DateOnly AsOfDate, string SetId, StabExposure Exposure, double ClosestReturn, bool Hindsight);
