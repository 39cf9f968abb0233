namespace Prometheus.Core.Time;

/// <summary>Whether a session runs to the venue's usual close.</summary>
public enum SessionKind
{
    Full,
    Early,
}
