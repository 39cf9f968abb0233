using Prometheus.Core.Identity;
using Prometheus.Core.Options;

namespace Prometheus.Workflows.Joint;

/// <summary>Which finished runs get a vector.</summary>
public sealed record MetaRequest
{
    /// <summary>Only these strategies; empty is all.</summary>
    public EquatableList<string> Strategies { get; init; } = [];

    /// <summary>First end date; null is the first stored.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last end date; null is the last stored.</summary>
    public DateOnly? End { get; init; }

    /// <summary>At most so many runs, in the order of end date and id; null is all.</summary>
    [Range(1, 1e9, Unit = "runs")]
    public int? Limit { get; init; }
}
