using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Evaluation;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Assessment;

/// <summary>Holds the stored scores of two models against each other and against what came after.</summary>
public static class CompareScores
{
    /// <exception cref="NothingMatchedError">No name and date has scores of both.</exception>
    public static ScoreComparisonFacts Execute(DatabasePair databases, CompareScoresOptions options, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var pairs = ScoreStore.ReadPairs(
            databases.Runtime,
            options.MarketId,
            options.StrategyId,
            (options.ModelA, options.ModelB),
            options.HorizonDays,
            options.Start,
            options.End,
            options.MinimumConfidence);
        if (pairs.Count == 0)
            throw new NothingMatchedError($"no name and date has scores of both {options.ModelA} and {options.ModelB} for {options.StrategyId} over {options.HorizonDays} sessions");

        var market = MarketLoader.Load(
            databases, new MarketLoadOptions { MarketId = options.MarketId, End = options.End, Reads = ComparisonEngine.Reads }, cancellation);
        return new ScoreComparisonFacts(
            pairs, ComparisonEngine.Compare(market, PanelOf(market, pairs, p => p.ScoreA), PanelOf(market, pairs, p => p.ScoreB), options.HorizonDays));
    }

    private static Panel PanelOf(Market market, IReadOnlyList<ScorePair> pairs, Func<ScorePair, double> scoreOf)
    {
        var columns = market.Instruments.Count;
        var values = new double[market.Sessions.Count * columns];
        Array.Fill(values, double.NaN);
        foreach (var pair in pairs)
        {
            if ((market.Sessions.IndexOf(pair.AsOf), market.Instruments.IndexOf(pair.InstrumentId)) is ( >= 0 and var session, >= 0 and var column))
                values[(session * columns) + column] = scoreOf(pair);
        }

        return Panel.Adopt(values, market.Sessions.Count, columns);
    }
}

/// <summary>Which stored scores are held against each other.</summary>
public sealed record CompareScoresOptions
{
    public required string MarketId { get; init; }

    public required string StrategyId { get; init; }

    public required string ModelA { get; init; }

    public required string ModelB { get; init; }

    [Range(1, 2520, Unit = "sessions")]
    public required int HorizonDays { get; init; }

    public DateOnly Start { get; init; } = DateOnly.MinValue;

    /// <summary>Nothing dated later is read, scores and outcomes alike.</summary>
    public DateOnly End { get; init; } = DateOnly.MaxValue;

    /// <summary>Both must be at least this sure, 0 … 1.</summary>
    [Range(0, 1)]
    public double MinimumConfidence { get; init; }
}

/// <summary>A paired comparison and the pairs it is of.</summary>
public sealed record ScoreComparisonFacts(IReadOnlyList<ScorePair> Pairs, ScoreComparison Comparison);
