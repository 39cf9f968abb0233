namespace Prometheus.Sources.Synthetic;

/// <summary>The synthetic market's year.</summary>
internal static class Year
{
    public const int Sessions = 252;

    /// <summary>Sessions between two quarterly dates.</summary>
    public const int Quarter = Sessions / 4;

    public static double Root { get; } = Math.Sqrt(Sessions);
}
