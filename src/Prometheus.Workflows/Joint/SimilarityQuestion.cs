using Prometheus.Core.Options;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Workflows.Joint;

/// <summary>Which stored vectors resemble which.</summary>
public sealed record SimilarityQuestion
{
    public required string JointType { get; init; }

    public required string ModelId { get; init; }

    /// <summary>Whose vector is asked about.</summary>
    public required string EntityKey { get; init; }

    /// <summary>Its date; null takes the only one an entity has.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where there is no vector on the date: the last one at most so many calendar days before.</summary>
    [Range(0, 36_500, Unit = "days")]
    public int ToleranceDays { get; init; }

    /// <summary>Beginning of the candidates' keys.</summary>
    public required string CandidatePrefix { get; init; }

    /// <summary>Candidates of any date, each with its latest vector; otherwise those of the query's own date.</summary>
    public bool AcrossDates { get; init; }

    /// <summary>First date of a candidate across dates.</summary>
    public DateOnly Start { get; init; } = new(1800, 1, 1);

    /// <summary>Last date of a candidate across dates; null is the query's.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Further conditions; the query itself is never a candidate.</summary>
    public Func<JointVector, bool> IsCandidate { get; init; } = _ => true;

    /// <summary>Branches that count; empty is all.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>At most so many neighbours.</summary>
    [Range(1, 1e9, Unit = "neighbours")]
    public int Count { get; init; } = 10;

    /// <summary>At most so many candidates, the newest first; null is all.</summary>
    [Range(1, 1e9, Unit = "candidates")]
    public int? CandidateLimit { get; init; }
}
