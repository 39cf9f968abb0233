using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Evaluation;
using Prometheus.Reports.Scores;
using Prometheus.Sources.Scores;
using Prometheus.States.Regimes;
using Prometheus.Stores;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Assessment;

/// <summary>Judges stored, imported or given scores by what came after them.</summary>
public static class ReportScores
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range, or no score on one.</exception>
    /// <exception cref="UserError">An unreadable file, or neither file nor strategy.</exception>
    public static ScoreReportFacts Execute(DatabasePair databases, ScoreReportOptions options, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var regime = RegimeEngine.Definition.Of(RegimeOptions.Default);
        var states = MarketLoader.LoadFor(databases, options.MarketId, options.End, [regime], options.Workers, cancellation, EvaluationEngine.Reads);
        var market = states.Market;
        var (first, last) = (market.Sessions.FirstAtOrAfter(options.Start), market.Sessions.Count - 1);
        if (first > last)
            throw new NothingMatchedError($"market {options.MarketId} has no session from {options.Start:yyyy-MM-dd} to {options.End:yyyy-MM-dd}");

        var (title, source, scores) = ScoresOf(databases, market, options);
        var evaluation = EvaluationEngine.Evaluate(
            market,
            scores,
            states.Get(regime),
            first,
            last,
            JudgedAt(options.HorizonDays),
            options.Workers,
            cancellation);
        return evaluation.Coverage > 0
            ? new ScoreReportFacts(title, source, options.MarketId, evaluation)
            : throw new NothingMatchedError($"{title} has no score from {market.Sessions[first]:yyyy-MM-dd} to {market.Sessions[last]:yyyy-MM-dd}");
    }

    private static (string Title, string Source, Panel Scores) ScoresOf(DatabasePair databases, Market market, ScoreReportOptions options)
    {
        if (options.Input is { } path)
            return (Path.GetFileName(path), "scores from a file", FromFile(databases, market, path, options.HorizonDays));
        if (options.StrategyId is not { } strategy)
            throw new UserError("expected --strategy-id, or --input with a file of scores");
        var model = options.ModelId ?? AssessmentState.DefaultModelId;
        var computed = ScoreStore.ReadZ(databases.Runtime, market, strategy, model, options.HorizonDays, options.End, out var count);
        if (count > 0)
            return (model, strategy, computed);
        var imported = ImportedScoreStore.Read(databases.Runtime, options.MarketId, strategy, model, options.HorizonDays, options.End);
        return imported.Count > 0
            ? (model, strategy, imported.InForce(market))
            : throw new NothingMatchedError(
                $"no score of {model} for {strategy} over {options.HorizonDays} sessions is stored up to {options.End:yyyy-MM-dd}; 'prometheus universe backfill' and 'prometheus assess import' store them");
    }

    private static Panel FromFile(DatabasePair databases, Market market, string path, int horizon)
    {
        var instruments = InstrumentStore.ReadMarket(databases.Runtime, market.Definition.MarketId).Select(i => i.InstrumentId);
        var file = ScoresFile.Read(path, instruments, market.Definition.DefaultSuffix);
        if (file.Records.Count == 0)
            throw new NothingMatchedError($"{path} has no usable score: {file.Refused.Count} of {file.RowsRead} rows were refused");
        var rows = file.Records.Select(r => new ImportedScore(r.InstrumentId, r.AsOf, r.KnownOn, r.Score));
        return new ImportedScores(Path.GetFileName(path), horizon, rows).InForce(market);
    }

    /// <summary>The usual horizons and the scores' own.</summary>
    private static EvaluationOptions JudgedAt(int horizon)
    {
        var usual = EvaluationOptions.Default;
        return usual with { Horizons = [.. usual.Horizons.Append(horizon).Distinct().Order()], PrimaryHorizon = horizon };
    }
}

/// <summary>Which scores are judged over which range.</summary>
public sealed record ScoreReportOptions
{
    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    /// <summary>Nothing dated or known later is read; the last sessions have no complete forward window and are left out.</summary>
    public required DateOnly End { get; init; }

    /// <summary>Strategy of stored scores; null where a file is judged.</summary>
    public string? StrategyId { get; init; }

    /// <summary>Null is <c>assessment-basic-v1</c>.</summary>
    public string? ModelId { get; init; }

    /// <summary>A file of scores, as <c>assess import</c> reads it, instead of stored ones.</summary>
    public string? Input { get; init; }

    [Range(1, 2520, Unit = "sessions")]
    public int HorizonDays { get; init; } = 21;

    [Range(1, 4_096, Unit = "threads")]
    public int Workers { get; init; } = 1;
}
