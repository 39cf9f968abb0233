namespace Prometheus.States.Stability;

/// <summary>The soft-target classes of a stability index, mildest first. Stored by name in upper case.</summary>
public enum SoftTargetClass : byte
{
    Stable,
    Watch,
    Fragile,
    Targetable,
    Breaker,
}
