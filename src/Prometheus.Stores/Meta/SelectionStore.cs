using System.Text.Json;
using Prometheus.Core.Identity;
using Prometheus.Meta.Selection;
using Prometheus.Stores.Runs;
using Prometheus.Stores.States;

namespace Prometheus.Stores.Meta;

/// <summary>Choices among sleeves ⇄ <c>engine_decisions</c>: every candidate with its scores, what was chosen, the state of the market.</summary>
public static class SelectionStore
{
    public const string Engine = "META_ORCHESTRATOR";

    /// <summary>Same candidates, scores and question, same id. The state of the market is only noted beside them.</summary>
    public static string IdOf(SleeveSelection selection) => StableId.OfJson(new { engine_name = Engine, input_refs = InputsOf(selection) });

    /// <summary>Writes a decision, once however often it is made. Returns its id.</summary>
    public static string Save(DatabaseTransaction unit, SleeveSelection selection, MarketConditions climate)
    {
        var id = IdOf(selection);
        DecisionStore.Save(unit, [new DecisionRow
        {
            DecisionId = id,
            EngineName = Engine,
            StrategyId = selection.StrategyId,
            MarketId = selection.Options.MarketId ?? selection.Candidates.Select(c => c.Run.MarketId).FirstOrDefault(),
            AsOfDate = selection.Options.AsOf,
            InputRefs = CanonicalJson.SerializeToString(InputsOf(selection)),
            OutputRefs = CanonicalJson.SerializeToString(new
            {
                selected_sleeves = selection.Selected.Select(r => new { run_id = r.RunId, sleeve_id = r.SleeveId, metrics = Stored(r.Metrics) }),
            }),
            Metadata = CanonicalJson.SerializeToString(new { type = "sleeve_selection", n_candidates = selection.Candidates.Count, regime = climate.Regime, stability = climate.Stability }),
        }]);
        return id;
    }

    /// <summary>Choices made on or before a date, by date, then id; of one strategy where one is named.</summary>
    public static IReadOnlyList<StoredSelection> Read(IDatabaseReads runtime, string? strategyId, DateOnly asOf)
        => [.. DecisionStore.Read(runtime, Engine, asOf).Where(d => strategyId is null || d.StrategyId == strategyId).Select(StoredSelection.Of)];

    private static StoredInputs InputsOf(SleeveSelection selection) => new()
    {
        StrategyId = selection.StrategyId,
        TopK = selection.TopK,
        Rule = selection.Rule,
        AsOf = selection.Options.AsOf,
        MinimumLambdaDays = selection.Options.MinimumLambdaDays,
        SharpeFloor = selection.Options.SharpeFloor,
        ReturnFloor = selection.Options.ReturnFloor,
        CandidateRuns = [.. selection.Candidates.Select(c => CandidateOf(c, selection.Rule))],
    };

    private static StoredCandidate CandidateOf(Candidate candidate, SelectionRule rule) => new()
    {
        RunId = candidate.Run.RunId,
        SleeveId = candidate.Run.SleeveId,
        MarketId = candidate.Run.MarketId,
        StartDate = candidate.Run.Start,
        EndDate = candidate.Run.End,
        DataDigest = candidate.Run.DataDigest,
        Rank = candidate.Rank,
        Reason = candidate.Reason,
        Scores = Stored(ScoreKeys.Of(rule).Select(key => KeyValuePair.Create(key, candidate.Run.Metric(key)))),
    };

    private static SortedDictionary<string, double?> Stored(IEnumerable<KeyValuePair<string, double>> metrics)
        => new(metrics.ToDictionary(m => m.Key, m => double.IsNaN(m.Value) ? (double?)null : m.Value + 0.0), StringComparer.Ordinal); // −0 is stored as 0
}

/// <summary>A stored choice of sleeves.</summary>
/// <param name="Row">As it lies in <c>engine_decisions</c>.</param>
/// <param name="Inputs">What it followed from.</param>
public sealed record StoredSelection(DecisionRow Row, StoredInputs Inputs)
{
    /// <summary>Best first.</summary>
    public IReadOnlyList<StoredCandidate> Selected => [.. Inputs.CandidateRuns.Where(c => c.Rank <= Inputs.TopK)];

    /// <summary>The best not chosen; null where all eligible ones were.</summary>
    public StoredCandidate? RunnerUp => Inputs.CandidateRuns.FirstOrDefault(c => c.Rank == Inputs.TopK + 1);

    public static StoredSelection Of(DecisionRow row) => new(row, JsonSerializer.Deserialize<StoredInputs>(row.InputRefs, CanonicalJson.Options)!);
}

/// <summary>What a choice of sleeves followed from, as it lies in <c>input_refs</c>; the decision's id is the hash of it.</summary>
public sealed record StoredInputs
{
    public required string StrategyId { get; init; }

    public required int TopK { get; init; }

    public required SelectionRule Rule { get; init; }

    public required DateOnly AsOf { get; init; }

    public required double MinimumLambdaDays { get; init; }

    public required double SharpeFloor { get; init; }

    public required double ReturnFloor { get; init; }

    /// <summary>By rank; then those not eligible.</summary>
    public required IReadOnlyList<StoredCandidate> CandidateRuns { get; init; }
}

/// <summary>A run that competed, as a decision keeps it in <c>input_refs.candidate_runs</c>.</summary>
public sealed record StoredCandidate
{
    public required string RunId { get; init; }

    public required string SleeveId { get; init; }

    public required string MarketId { get; init; }

    public required DateOnly StartDate { get; init; }

    public required DateOnly EndDate { get; init; }

    public required string DataDigest { get; init; }

    /// <summary>1 is best; null where it was not eligible.</summary>
    public int? Rank { get; init; }

    /// <summary>Why it was not eligible; null where it was.</summary>
    public string? Reason { get; init; }

    /// <summary>By the keys of <c>metrics_json</c>; null is not measured.</summary>
    public required SortedDictionary<string, double?> Scores { get; init; }
}
