namespace Prometheus.Stores.Runs;

/// <summary>One row of <c>engine_decisions</c>: which engine decided what, from what, when.</summary>
public sealed record DecisionRow
{
    public string DecisionId { get; init; } = "";

    public string EngineName { get; init; } = "";

    /// <summary>Null for a decision about runs.</summary>
    public string? RunId { get; init; }

    public string? StrategyId { get; init; }

    public string? MarketId { get; init; }

    public DateOnly AsOfDate { get; init; }

    /// <summary>What was configured: a sleeve id, or the model id of an engine.</summary>
    public string? ConfigId { get; init; }

    public string InputRefs { get; init; } = "{}";

    public string OutputRefs { get; init; } = "{}";

    public string Metadata { get; init; } = "{}";
}
