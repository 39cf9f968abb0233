using Prometheus.Core.Errors;
using Prometheus.Core.Identity;

namespace Prometheus.Opinions.Evaluation;

/// <summary>How a score is judged.</summary>
public sealed record EvaluationOptions
{
    public static EvaluationOptions Default { get; } = new();

    /// <summary>Sessions looked forward, ascending.</summary>
    public EquatableList<int> Horizons { get; init; } = [1, 5, 21, 63];

    /// <summary>The horizon of the tables by sector and by regime; one of <see cref="Horizons"/>.</summary>
    public int PrimaryHorizon { get; init; } = 21;

    /// <summary>Equal parts of the ranked names.</summary>
    public int Buckets { get; init; } = 5;

    /// <summary>Names with a score and an outcome that a session needs to count.</summary>
    public int MinimumNames { get; init; } = 20;

    /// <summary>The same within one sector.</summary>
    public int MinimumSectorNames { get; init; } = 5;

    /// <summary>Sessions between the score and the beginning of the return it is held against, for the decay.</summary>
    public EquatableList<int> DecayLags { get; init; } = [0, 5, 10, 21, 42, 63];

    /// <summary>Length of that return.</summary>
    public int DecayHorizon { get; init; } = 5;

    /// <summary>Sessions between two scores of a name that are compared.</summary>
    public EquatableList<int> PersistenceLags { get; init; } = [1, 5, 21];

    public int SessionsPerYear { get; init; } = 252;

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Guard.AtLeast(Horizons.Count, 1, "horizons");
        foreach (var horizon in Horizons)
            Guard.AtLeast(horizon, 1, "horizon");
        if (!Horizons.Contains(PrimaryHorizon))
            throw new UserError($"the primary horizon must be one of {string.Join(", ", Horizons)}, found {PrimaryHorizon}");
        Guard.AtLeast(Buckets, 2);
        Guard.AtLeast(MinimumNames, Math.Max(3, Buckets));
        Guard.AtLeast(MinimumSectorNames, 3);
        Guard.AtLeast(DecayHorizon, 1);
    }
}
