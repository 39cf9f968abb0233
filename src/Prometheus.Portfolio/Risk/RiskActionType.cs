namespace Prometheus.Portfolio.Risk;

/// <summary>Stored in upper snake case.</summary>
public enum RiskActionType : byte
{
    Ok,
    Capped,
    Rejected,
    ExecutionReject,
}
