using Prometheus.Core.Options;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>Which names are embedded on which sessions.</summary>
public sealed record StabStatesRequest
{
    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    /// <summary>Only these names; empty is all that have a numeric vector.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];

    /// <summary>At most so many names, in id order; null is all.</summary>
    [Range(1, 1e9, Unit = "names")]
    public int? Limit { get; init; }

    /// <summary>Names left out before the first.</summary>
    [Range(0, 1e9, Unit = "names")]
    public int Offset { get; init; }

    /// <summary>The numeric model of the first branch.</summary>
    public required string StabModelId { get; init; }

    public string JointModelId { get; init; } = JointSpaces.StabFragility.ModelId;

    /// <summary>Noted with each vector; null is the market's own.</summary>
    public string? Region { get; init; }
}
