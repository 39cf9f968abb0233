using Prometheus.Core.Options;

namespace Prometheus.Opinions.Lambda;

/// <summary>Constants of <c>disp_vol</c>.</summary>
public sealed record LambdaDensityOptions
{
    public static LambdaDensityOptions Default { get; } = new();

    /// <summary>Sessions of the volatility window, the as-of session included: one return fewer.</summary>
    [Range(3, 2520, Unit = "sessions")]
    public int LookbackSessions { get; init; } = 20;

    /// <summary>A cluster of fewer names has no λ that day.</summary>
    [Range(2, 100_000, Unit = "names")]
    public int MinimumNames { get; init; } = 5;

    /// <summary>Share of the window's returns a name must have observed to count.</summary>
    [Range(0, 1, Unit = "fraction")]
    public double MinimumObserved { get; init; } = 0.75;

    /// <summary>Returns of the window.</summary>
    internal int Returns => LookbackSessions - 1;

    /// <summary>Observed returns a volatility needs; two at least.</summary>
    internal int MinimumReturns => Math.Max(2, (int)Math.Ceiling(MinimumObserved * Returns));
}
