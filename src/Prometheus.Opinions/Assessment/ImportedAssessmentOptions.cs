using Prometheus.Core.Options;

namespace Prometheus.Opinions.Assessment;

/// <summary>Which of the user's own scores take the place of the price assessment; part of what a run depends on.</summary>
public sealed record ImportedAssessmentOptions
{
    /// <summary>Model the scores were imported under.</summary>
    public string ModelId { get; init; } = "";

    /// <summary><see cref="ImportedScores.Digest"/> of the scores used.</summary>
    public string ScoresDigest { get; init; } = "";

    /// <summary>Sessions after which a score is silent; null is its horizon.</summary>
    [Range(0, 10_000, Unit = "sessions")]
    public int? MaximumAgeSessions { get; init; }
}
