namespace Prometheus.Workflows.Joint;

/// <summary>Which texts stand beside a regime.</summary>
public enum RegimeContextKind
{
    News,
    Macro,
}
