namespace Prometheus.Opinions.Universes;

/// <summary>Standing of a candidate: the better half of the members is CORE.</summary>
public enum UniverseTier : byte
{
    Core,
    Satellite,
    Excluded,
}
