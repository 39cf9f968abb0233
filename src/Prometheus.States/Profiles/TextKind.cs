namespace Prometheus.States.Profiles;

/// <summary>What a text about an issuer is.</summary>
public enum TextKind
{
    Filing,
    Transcript,
    News,
}
