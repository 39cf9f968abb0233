using System.Text.Json.Serialization;
using Prometheus.Core.Options;

namespace Prometheus.States.Regimes;

/// <summary>Constants of <c>num-regime-core-v1</c>.</summary>
public sealed record RegimeOptions : IConsistentOptions
{
    public static RegimeOptions Default { get; } = new();

    public RegimeMethod Method { get; init; } = RegimeMethod.Prototypes;

    /// <summary>Sessions a window looks back, the as-of session included.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int WindowSessions { get; init; } = 63;

    /// <summary>Prototypes (or hidden states) fitted; each is mapped to one of the four labels.</summary>
    [Range(4, 256)]
    public int Clusters { get; init; } = 6;

    /// <summary>Seedings of k-means++; the one with the least inertia stays.</summary>
    [Range(1, 10_000)]
    public int Starts { get; init; } = 20;

    /// <summary>Names the random stream of the seedings.</summary>
    [Range(int.MinValue, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>Prior probability that a label stays from one session to the next.</summary>
    [Range(0.25, 0.9999, Unit = "probability")]
    public double Sticky { get; init; } = 0.97;

    /// <summary>Sessions between the last training row and the first row a fit serves.</summary>
    [Range(0, 2520, Unit = "sessions")]
    public int EmbargoSessions { get; init; } = 1;

    /// <summary>Training windows without which there is no fit; before it <c>regime-prior-v0</c> serves.</summary>
    [Range(8, 100_000, Unit = "windows")]
    public int MinimumTraining { get; init; } = 252;

    /// <summary>Most principal components of an embedding.</summary>
    [Range(1, 64)]
    public int Dimensions { get; init; } = 64;

    /// <summary>Numeric model whose vectors of all names, their mean and dispersion, are features too; null is prices and series alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Words("num-regime-core-v1", "num-stab-core-v1", "num-profile-core-v1", "num-scenario-core-v1", "num-portfolio-core-v1")]
    public string? Features { get; init; }

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (MinimumTraining < 2 * Clusters)
            yield return (nameof(MinimumTraining), FormattableString.Invariant($"must be at least twice clusters {Clusters}, found {MinimumTraining}"));
    }
}

/// <summary>How sessions are told apart once they are described.</summary>
public enum RegimeMethod
{
    /// <summary>Prototypes found by k-means++ among the embeddings of the training slice; the default.</summary>
    Prototypes,

    /// <summary>A Gaussian hidden Markov model of daily features; filtered probabilities only.</summary>
    Hmm,
}
