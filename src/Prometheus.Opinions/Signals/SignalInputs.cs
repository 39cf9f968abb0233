using Prometheus.Core.Markets;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Declarations;
using Prometheus.States.Profiles;

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

    /// <summary>States of this market, none computed yet.</summary>
    public StateResolver Resolver(int workers, CancellationToken cancellation = default)
        => new(Market, [.. Lambda, .. Scores, .. Profiles, .. Contexts], workers, cancellation);
}
