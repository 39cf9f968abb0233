namespace Prometheus.Core.Markets;

/// <summary>The stored fields of a daily bar.</summary>
public enum PriceField
{
    Open,
    High,
    Low,
    Close,
    AdjustedClose,
    Volume,
}
