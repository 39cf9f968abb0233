using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Opportunity;

namespace Prometheus.Engines.Signals;

/// <summary>Everything signals are computed from: the market, and what others predicted about it. The engine reads no file; this is handed to it.</summary>
/// <param name="Market">The whole market, from its first stored session.</param>
public sealed record SignalInputs(Market Market)
{
    /// <summary>Predictions of λ, one set a digest.</summary>
    public IReadOnlyList<LambdaPredictions> Lambda { get; init; } = [];

    /// <summary>The user's own scores, one set a digest.</summary>
    public IReadOnlyList<ImportedScores> Scores { get; init; } = [];

    /// <summary>Issuer of each column, null where unknown; needed only where a universe excludes issuers.</summary>
    public IReadOnlyList<string?>? Issuers { get; init; }

    /// <summary>The predictions an options record names.</summary>
    /// <exception cref="UserError">They were not handed in, or they are not of this market.</exception>
    public LambdaPredictions LambdaOf(LambdaOptions options)
    {
        foreach (var predictions in Lambda)
        {
            if (predictions.Digest != options.PredictionsDigest)
                continue;
            return predictions.MarketId == Market.Definition.MarketId
                ? predictions
                : throw new UserError($"the λ predictions of {options.ExperimentId ?? options.PredictionsDigest} are of {predictions.MarketId}, the market is {Market.Definition.MarketId}");
        }

        throw new UserError(
            $"the λ predictions {options.ExperimentId ?? "of an unnamed experiment"} with digest '{options.PredictionsDigest}' are not at hand: name their file with --lambda-predictions");
    }

    /// <summary>The scores an options record names.</summary>
    /// <exception cref="UserError">They were not handed in.</exception>
    public ImportedScores ScoresOf(ImportedAssessmentOptions options)
    {
        foreach (var scores in Scores)
        {
            if (scores.Digest == options.ScoresDigest)
                return scores;
        }

        throw new UserError($"the scores of {options.ModelId} with digest '{options.ScoresDigest}' are not at hand: they were imported again or never");
    }
}
