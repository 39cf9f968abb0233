using Prometheus.Core.Options;

namespace Prometheus.Opinions.Assessment;

/// <summary>Constants of <c>assessment-context-v1</c>, and which vectors it reads; part of what a run depends on.</summary>
public sealed record ContextOptions
{
    public static ContextOptions Default { get; } = new();

    /// <summary>Joint model of the vectors, in the space ASSESSMENT_CTX_V0.</summary>
    public string ContextModelId { get; init; } = "joint-assessment-context-v1";

    /// <summary><see cref="ContextVectors.Digest"/> of the vectors used; found when they are read.</summary>
    public string VectorsDigest { get; init; } = "";

    public ContextFallback Fallback { get; init; } = ContextFallback.Basic;

    /// <summary>True: prices assess, and the vectors' norm and coverage are recorded beside them.</summary>
    public bool DiagnosticsOnly { get; init; }

    /// <summary>Sessions a vector serves after its date.</summary>
    [Range(0, 10_000, Unit = "sessions")]
    public int MaximumAgeSessions { get; init; } = 5;

    /// <summary>Fewer training dates than this make no fit: half a year of weekly ones. What little learning is worth, validation tells.</summary>
    [Range(1, 100_000, Unit = "dates")]
    public int MinimumTrainingDates { get; init; } = 26;

    /// <summary>Fewer names with a vector and an outcome leave a date out of training.</summary>
    [Range(2, 100_000, Unit = "names")]
    public int MinimumNames { get; init; } = 5;
}
