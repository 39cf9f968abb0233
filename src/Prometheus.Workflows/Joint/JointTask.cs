using Prometheus.Embeddings.Joint;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Joint;

/// <summary>How one joint space is filled, quarter by quarter.</summary>
internal sealed record JointTask
{
    public required JointSpace Space { get; init; }

    /// <summary>Names the job, for example <c>joint profiles</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Which part of the names, for example a market.</summary>
    public required string Block { get; init; }

    /// <summary>Hash of everything that was asked for beside the space.</summary>
    public required string OptionsHash { get; init; }

    /// <summary>Beginning of the entity keys it writes.</summary>
    public required string EntityPrefix { get; init; }

    /// <summary>Exactly these keys; null is all of the prefix.</summary>
    public IReadOnlyCollection<string>? EntityKeys { get; init; }

    /// <summary>True where other options make other vectors under the same keys: then their units of the same dates are forgotten.</summary>
    public bool ReplacesOtherOptions { get; init; }

    /// <summary>The branch that all its names have in common; null for none.</summary>
    public SharedBranch? Shared { get; init; }

    /// <summary>Reads what the vectors of two dates and all between follow from.</summary>
    public required Func<DateOnly, DateOnly, JointInputs> Load { get; init; }

    public JointRange Range(DateOnly first, DateOnly last) => new(first, last, EntityPrefix, EntityKeys);
}
