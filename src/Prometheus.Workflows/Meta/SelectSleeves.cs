using Prometheus.Core.Options;
using Prometheus.Meta.Scoring;
using Prometheus.Meta.Selection;
using Prometheus.Stores.Meta;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Meta;

/// <summary>Chooses among stored runs and keeps the decision.</summary>
public static class SelectSleeves
{
    /// <param name="databases">Runs and decisions lie in the runtime database.</param>
    /// <param name="request">Which runs, by what.</param>
    /// <param name="save">Whether the decision is written; made twice it is written once.</param>
    /// <exception cref="NothingMatchedError">No run of that kind is stored.</exception>
    public static SelectionOutcome Execute(DatabasePair databases, SelectionRequest request, bool save = true)
    {
        OptionRules.Require(request);
        var runtime = databases.Runtime;
        var runs = Runs(runtime, request);
        var options = new SelectionOptions
        {
            AsOf = request.AsOf ?? runs.Max(r => r.End),
            MarketId = request.MarketId,
            Start = request.Start,
            End = request.End,
        };
        var selection = new MetaOrchestrator(runs, options).Select(request.Rule, request.StrategyId, request.TopK);
        if (selection.Selected.Count == 0)
            return new SelectionOutcome(null, selection);

        if (save)
        {
            var climate = DecisionStore.ClimateOf(runtime, selection.Selected[0].RunId);
            runtime.InTransaction(unit => SelectionStore.Save(unit, selection, climate));
        }

        return new SelectionOutcome(SelectionStore.IdOf(selection), selection);
    }

    private static ScoredRun[] Runs(Database runtime, SelectionRequest request)
    {
        var runs = RunStore.ReadStrategy(runtime, request.StrategyId, request.AsOf ?? DateOnly.MaxValue)
            .Where(r => request.MarketId is null || r.MarketId == request.MarketId)
            .Where(r => request.Start is null || r.StartDate == request.Start)
            .Where(r => request.End is null || r.EndDate == request.End)
            .Where(r => request.RunIds is null || request.RunIds.Contains(r.RunId))
            .Select(Scored).ToArray();
        return runs.Length > 0
            ? runs
            : throw new NothingMatchedError(
                $"there is no run of strategy '{request.StrategyId}'{Narrowed(request)}; 'prometheus backtest list' shows what is stored");
    }

    private static ScoredRun Scored(RunRow row) => new()
    {
        RunId = row.RunId,
        SleeveId = row.SleeveId,
        StrategyId = row.StrategyId,
        MarketId = row.MarketId,
        Start = row.StartDate,
        End = row.EndDate,
        DataDigest = row.DataDigest,
        Metrics = row.Metrics(),
        Failure = row.Error,
    };

    private static string Narrowed(SelectionRequest request) => string.Concat(
        request.MarketId is { } market ? $" on {market}" : "",
        request.Start is { } start ? $" from {start:yyyy-MM-dd}" : "",
        request.End is { } end ? $" to {end:yyyy-MM-dd}" : "",
        request.AsOf is { } asOf ? $" that ended by {asOf:yyyy-MM-dd}" : "");
}

/// <summary>A choice of sleeves.</summary>
/// <param name="DecisionId">Follows from candidates, scores and question; null where nothing was chosen, which is no decision.</param>
/// <param name="Selection">Every candidate with its rank or reason.</param>
public sealed record SelectionOutcome(string? DecisionId, SleeveSelection Selection);

/// <summary>A question to Meta about stored runs.</summary>
public sealed record SelectionRequest
{
    public required string StrategyId { get; init; }

    public SelectionRule Rule { get; init; } = SelectionRule.Sharpe;

    /// <summary>How many sleeves.</summary>
    [Range(1, 1_000, Unit = "sleeves")]
    public int TopK { get; init; } = 3;

    /// <summary>Only runs of this market; null is any.</summary>
    public string? MarketId { get; init; }

    /// <summary>The decision is made at the close of this date; null is the newest end of the runs asked about.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Only runs that start here; null with <see cref="End"/> null is the newest range.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Only runs that end here.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Only these runs; null is all of the strategy.</summary>
    public IReadOnlyCollection<string>? RunIds { get; init; }
}
