namespace Prometheus.Workflows.Lambda;

/// <summary>What an experiment reads and writes.</summary>
public sealed record LambdaExperimentFiles
{
    /// <summary>λ panel.</summary>
    public required string Input { get; init; }

    /// <summary>Results of all experiments.</summary>
    public required string Output { get; init; }

    /// <summary>Predictions of all experiments; null writes none.</summary>
    public string? Predictions { get; init; }

    /// <summary>Regime risk series to join.</summary>
    public string? RegimeRisk { get; init; }

    /// <summary>STAB risk series of instruments to join.</summary>
    public string? StabilityRisk { get; init; }

    /// <summary>Numeric model whose vectors describe the clusters' members; null describes them by none.</summary>
    public string? Features { get; init; }

    /// <summary>Results get the columns beyond the seed's.</summary>
    public bool AllColumns { get; init; }
}
