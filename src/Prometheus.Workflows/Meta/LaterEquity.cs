using System.Text.Json.Nodes;
using Prometheus.Core.Identity;
using Prometheus.Stores.Meta;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Meta;

/// <summary>What a sleeve did after a decision, from stored runs of the same sleeve with the same options that go on past the date.</summary>
internal sealed class LaterEquity(Database runtime)
{
    private readonly Dictionary<string, IReadOnlyList<RunRow>> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<DailyRow>> _daily = new(StringComparer.Ordinal);

    /// <param name="choice">The decision.</param>
    /// <param name="sleeve">One of its candidates.</param>
    /// <param name="sessions">The sessions after the decision's date, up to the horizon.</param>
    /// <returns>Equity at the date and on each of the sessions; null where no stored run covers them.</returns>
    public double[]? Curve(StoredSelection choice, StoredCandidate sleeve, ReadOnlySpan<DateOnly> sessions)
    {
        foreach (var run in RunsOf(choice.Inputs.StrategyId, sleeve))
        {
            if (run.EndDate >= sessions[^1] && Curve(run, choice.Inputs.AsOf, sessions) is { } curve)
                return curve;
        }

        return null;
    }

    /// <summary>The candidate's own walk continued comes first, then runs that began earlier before those that began later.</summary>
    private IEnumerable<RunRow> RunsOf(string strategyId, StoredCandidate sleeve)
    {
        if (!_runs.TryGetValue(strategyId, out var runs))
            _runs[strategyId] = runs = RunStore.ReadStrategy(runtime, strategyId, DateOnly.MaxValue);
        if (runs.FirstOrDefault(r => r.RunId == sleeve.RunId) is not { } chosen)
            return [];
        var options = OptionsOf(chosen);
        return runs.Where(r => r.SleeveId == sleeve.SleeveId && r.MarketId == sleeve.MarketId && r.Error is null && OptionsOf(r) == options)
            .OrderBy(r => r.StartDate == sleeve.StartDate ? 0 : 1).ThenBy(r => r.StartDate).ThenBy(r => r.EndDate).ThenBy(r => r.RunId, StringComparer.Ordinal);
    }

    /// <summary>A run that holds its book at the date starts from its equity there; one that begins on the next session from its cash.</summary>
    private double[]? Curve(RunRow run, DateOnly asOf, ReadOnlySpan<DateOnly> sessions)
    {
        if (!_daily.TryGetValue(run.RunId, out var daily))
            _daily[run.RunId] = daily = RunStore.ReadDaily(runtime, run.RunId);
        var first = 0;
        while (first < daily.Count && daily[first].Date <= asOf)
            first++;
        if (daily.Count - first < sessions.Length)
            return null;

        var curve = new double[sessions.Length + 1];
        curve[0] = first > 0 ? daily[first - 1].EquityCurveValue : JsonNode.Parse(run.ConfigJson)!["initial_cash"]!.GetValue<double>();
        for (var k = 0; k < sessions.Length; k++)
        {
            if (daily[first + k].Date != sessions[k])
                return null;
            curve[k + 1] = daily[first + k].EquityCurveValue;
        }

        return curve[0] > 0 ? curve : null;
    }

    /// <summary>What makes it the same sleeve. A longer run knows later predictions of the same experiment, so their digest is left out.</summary>
    private static string OptionsOf(RunRow run)
    {
        var config = JsonNode.Parse(run.ConfigJson)!;
        var options = config["options"]!;
        (options["lambda"] as JsonObject)?.Remove("predictions_digest");
        return CanonicalJson.SerializeToString(options) + config["strategy"]?.ToJsonString();
    }
}
