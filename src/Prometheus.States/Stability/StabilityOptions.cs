using System.Text.Json.Serialization;
using Prometheus.States.Profiles;

namespace Prometheus.States.Stability;

/// <summary>
/// Constants of <c>basic-price-stab-v1</c>. Volatility is daily, drawdown and trend are fractions; a feature at its reference scores 50.
/// </summary>
public sealed record StabilityOptions
{
    public static StabilityOptions Default { get; } = new();

    /// <summary>Sessions a window looks back, the as-of session included.</summary>
    public int WindowSessions { get; init; } = 63;

    /// <summary>Fewer observed closes in the window mean no state.</summary>
    public int MinimumObservations { get; init; } = 55;

    public double VolatilityReference { get; init; } = 0.02;

    public double DrawdownReference { get; init; } = 0.20;

    public double TrendReference { get; init; } = 0.20;

    public double VolatilityWeight { get; init; } = 0.4;

    public double DrawdownWeight { get; init; } = 0.4;

    public double TrendWeight { get; init; } = 0.2;

    /// <summary>Index at which WATCH begins; a boundary lands in the upper class.</summary>
    public double WatchFrom { get; init; } = 30;

    public double FragileFrom { get; init; } = 45;

    public double TargetableFrom { get; init; } = 60;

    public double BreakerFrom { get; init; } = 75;

    /// <summary>Whose profiles say which names are weak; null: none is. The index and the classes do not depend on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProfileUse? Profiles { get; init; }

    /// <summary>Numeric model whose vectors help to say where the index will stand a month ahead; null is the index of today.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Features { get; init; }
}
