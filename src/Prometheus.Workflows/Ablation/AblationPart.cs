namespace Prometheus.Workflows.Ablation;

/// <summary>An engine that can look at embeddings.</summary>
public enum AblationPart
{
    Regime,
    Stability,
    Assessment,
    Lambda,
}
