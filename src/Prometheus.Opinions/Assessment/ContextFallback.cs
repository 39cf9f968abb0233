namespace Prometheus.Opinions.Assessment;

/// <summary>What stands in where a name has no context vector, or no fit serves yet.</summary>
public enum ContextFallback
{
    /// <summary>The price assessment; its rows carry its model id.</summary>
    Basic,

    /// <summary>HOLD with z = 0.</summary>
    Hold,
}
