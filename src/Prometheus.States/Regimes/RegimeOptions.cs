using System.Text.Json.Serialization;
using Prometheus.Core.Errors;
using Prometheus.Embeddings.Numeric;

namespace Prometheus.States.Regimes;

/// <summary>Constants of <c>num-regime-core-v1</c>.</summary>
public sealed record RegimeOptions
{
    public static RegimeOptions Default { get; } = new();

    public RegimeMethod Method { get; init; } = RegimeMethod.Prototypes;

    /// <summary>Sessions a window looks back, the as-of session included.</summary>
    public int WindowSessions { get; init; } = 63;

    /// <summary>Prototypes (or hidden states) fitted; each is mapped to one of the four labels.</summary>
    public int Clusters { get; init; } = 6;

    /// <summary>Seedings of k-means++; the one with the least inertia stays.</summary>
    public int Starts { get; init; } = 20;

    /// <summary>Names the random stream of the seedings.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Prior probability that a label stays from one session to the next.</summary>
    public double Sticky { get; init; } = 0.97;

    /// <summary>Sessions between the last training row and the first row a fit serves.</summary>
    public int EmbargoSessions { get; init; } = 1;

    /// <summary>Training windows without which there is no fit; before it <c>regime-prior-v0</c> serves.</summary>
    public int MinimumTraining { get; init; } = 252;

    /// <summary>Most principal components of an embedding.</summary>
    public int Dimensions { get; init; } = 64;

    /// <summary>
    /// Id of the instrument whose total returns give volatility, trend and drawdown; null is the equal-weight market without funds.
    /// Recorded with a stored row, but not part of <see cref="RegimeState.ModelId"/>.
    /// </summary>
    public string? IndexInstrument { get; init; }

    /// <summary>Numeric model whose vectors of all names, their mean and dispersion, are features too; null is prices and series alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Features { get; init; }

    /// <exception cref="UserError">A value out of its range.</exception>
    public void Check()
    {
        Guard.AtLeast(WindowSessions, 1);
        Guard.AtLeast(Clusters, 4);
        Guard.AtLeast(Starts, 1);
        Guard.InRange(Sticky, 0.25, 0.9999);
        Guard.AtLeast(EmbargoSessions, 0);
        Guard.AtLeast(MinimumTraining, 2 * Clusters);
        Guard.InRange(Dimensions, 1, 64);
        if (Features is not null)
            NumericModels.Parse(Features);
    }
}
