using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Signals;

/// <summary>Everything signals are computed from: the market, and what others predicted about it. The engine reads no file; this is handed to it.</summary>
/// <param name="Market">The whole market, from its first stored session.</param>
public sealed record SignalInputs(Market Market)
{
    /// <summary>Predictions of λ, one set a digest.</summary>
    public IReadOnlyList<LambdaPredictions> Lambda { get; init; } = [];

    /// <summary>The user's own scores, one set a digest.</summary>
    public IReadOnlyList<ImportedScores> Scores { get; init; } = [];

    /// <summary>Stored profiles, one set a digest.</summary>
    public IReadOnlyList<KnownProfiles> Profiles { get; init; } = [];

    /// <summary>Stored context vectors, one set a digest.</summary>
    public IReadOnlyList<ContextVectors> Contexts { get; init; } = [];

    /// <summary>Issuer of each column, null where unknown; needed only where a universe excludes issuers or profiles are read.</summary>
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

    /// <summary>The profiles in force that stability options name; null where they name none.</summary>
    /// <exception cref="UserError">They were not handed in, or nobody said who issued the instruments.</exception>
    public ProfilePanel? ProfilesOf(StabilityOptions options)
    {
        if (options.Profiles is not { } use)
            return null;
        var profiles = Profiles.FirstOrDefault(p => p.Digest == use.Digest)
            ?? throw new UserError($"the profiles of {use.ModelId} with digest '{use.Digest}' are not at hand: they were built again or never");
        return profiles.InForce(Market, Issuers ?? throw new UserError("profiles are of issuers, but nobody said who issued the instruments"), use.MaximumAgeSessions);
    }

    /// <summary>The context vectors an options record names.</summary>
    /// <exception cref="UserError">They were not handed in.</exception>
    public ContextVectors ContextOf(ContextOptions options)
        => Contexts.FirstOrDefault(c => c.Digest == options.VectorsDigest)
            ?? throw new UserError($"the vectors of {options.ContextModelId} with digest '{options.VectorsDigest}' are not at hand: they were computed again or never");
}
