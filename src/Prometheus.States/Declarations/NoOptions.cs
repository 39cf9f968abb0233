namespace Prometheus.States.Declarations;

/// <summary>Of a state that can be computed in one way only.</summary>
public sealed record NoOptions
{
    public static NoOptions Instance { get; } = new();
}
