using Prometheus.Core.Options;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>Which scenarios a portfolio resembles.</summary>
public sealed record StabExposureRequest
{
    public required string PortfolioId { get; init; }

    /// <summary>The latest book on or before this date is looked at, in each context that has one.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Id or name of the set.</summary>
    public required string ScenarioSet { get; init; }

    /// <summary>The joint model of names and scenarios.</summary>
    public string ModelId { get; init; } = JointSpaces.StabFragility.ModelId;

    /// <summary>Scenarios of each book.</summary>
    [Range(1, 1e6, Unit = "scenarios")]
    public int TopK { get; init; } = 20;

    /// <summary>Only this run, by its id or its first characters; null is every context that has the portfolio.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether what the scenario would do to the book is worked out too.</summary>
    public bool WithImpact { get; init; }
}
