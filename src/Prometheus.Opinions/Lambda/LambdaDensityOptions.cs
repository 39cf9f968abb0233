using Prometheus.Core.Errors;

namespace Prometheus.Opinions.Lambda;

/// <summary>Constants of <c>disp_vol</c>.</summary>
public sealed record LambdaDensityOptions
{
    public static LambdaDensityOptions Default { get; } = new();

    /// <summary>Sessions of the volatility window, the as-of session included: one return fewer.</summary>
    public int LookbackSessions { get; init; } = 20;

    /// <summary>A cluster of fewer names has no λ that day.</summary>
    public int MinimumNames { get; init; } = 5;

    /// <summary>Share of the window's returns a name must have observed to count.</summary>
    public double MinimumObserved { get; init; } = 0.75;

    /// <summary>Returns of the window.</summary>
    internal int Returns => LookbackSessions - 1;

    /// <summary>Observed returns a volatility needs; two at least.</summary>
    internal int MinimumReturns => Math.Max(2, (int)Math.Ceiling(MinimumObserved * Returns));

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Guard.AtLeast(LookbackSessions, 3, "lookback days");
        Guard.AtLeast(MinimumNames, 2, "minimum cluster size");
        Guard.InRange(MinimumObserved, 0, 1, "minimum observed share");
    }
}
