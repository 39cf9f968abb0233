using Prometheus.Core.Identity;
using Prometheus.Core.Options;

namespace Prometheus.Opinions.Evaluation;

/// <summary>How a score is judged.</summary>
public sealed record EvaluationOptions : IConsistentOptions
{
    public static EvaluationOptions Default { get; } = new();

    /// <summary>Sessions looked forward, ascending.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public EquatableList<int> Horizons { get; init; } = [1, 5, 21, 63];

    /// <summary>The horizon of the tables by sector and by regime; one of <see cref="Horizons"/>.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int PrimaryHorizon { get; init; } = 21;

    /// <summary>Equal parts of the ranked names.</summary>
    [Range(2, 1_000)]
    public int Buckets { get; init; } = 5;

    /// <summary>Names with a score and an outcome that a session needs to count.</summary>
    [Range(3, 100_000, Unit = "names")]
    public int MinimumNames { get; init; } = 20;

    /// <summary>The same within one sector.</summary>
    [Range(3, 100_000, Unit = "names")]
    public int MinimumSectorNames { get; init; } = 5;

    /// <summary>Sessions between the score and the beginning of the return it is held against, for the decay.</summary>
    [Range(0, 2520, Unit = "sessions")]
    public EquatableList<int> DecayLags { get; init; } = [0, 5, 10, 21, 42, 63];

    /// <summary>Length of that return.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int DecayHorizon { get; init; } = 5;

    /// <summary>Sessions between two scores of a name that are compared.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public EquatableList<int> PersistenceLags { get; init; } = [1, 5, 21];

    [Range(1, 366, Unit = "sessions")]
    public int SessionsPerYear { get; init; } = 252;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (!Horizons.Contains(PrimaryHorizon))
            yield return (nameof(PrimaryHorizon), FormattableString.Invariant($"must be one of horizons {string.Join(", ", Horizons)}, found {PrimaryHorizon}"));
        if (MinimumNames < Buckets)
            yield return (nameof(MinimumNames), FormattableString.Invariant($"must be at least buckets {Buckets}, found {MinimumNames}"));
    }
}
