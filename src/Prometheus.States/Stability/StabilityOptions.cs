using System.Text.Json.Serialization;
using Prometheus.Core.Options;
using Prometheus.States.Profiles;

namespace Prometheus.States.Stability;

/// <summary>
/// Constants of <c>basic-price-stab-v1</c>. Volatility is daily, drawdown and trend are fractions; a feature at its reference scores 50.
/// </summary>
public sealed record StabilityOptions : IConsistentOptions
{
    public static StabilityOptions Default { get; } = new();

    /// <summary>Sessions a window looks back, the as-of session included.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int WindowSessions { get; init; } = 63;

    /// <summary>Fewer observed closes in the window mean no state.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int MinimumObservations { get; init; } = 55;

    [Range(0, 10, ExcludesMinimum = true, Unit = "a day")]
    public double VolatilityReference { get; init; } = 0.02;

    [Range(0, 10, ExcludesMinimum = true, Unit = "fraction")]
    public double DrawdownReference { get; init; } = 0.20;

    [Range(0, 10, ExcludesMinimum = true, Unit = "fraction")]
    public double TrendReference { get; init; } = 0.20;

    [Range(0, 1e6)]
    public double VolatilityWeight { get; init; } = 0.4;

    [Range(0, 1e6)]
    public double DrawdownWeight { get; init; } = 0.4;

    [Range(0, 1e6)]
    public double TrendWeight { get; init; } = 0.2;

    /// <summary>Index at which WATCH begins; a boundary lands in the upper class.</summary>
    [Range(0, 100, Unit = "index")]
    public double WatchFrom { get; init; } = 30;

    [Range(0, 100, Unit = "index")]
    public double FragileFrom { get; init; } = 45;

    [Range(0, 100, Unit = "index")]
    public double TargetableFrom { get; init; } = 60;

    [Range(0, 100, Unit = "index")]
    public double BreakerFrom { get; init; } = 75;

    /// <summary>Whose profiles say which names are weak; null: none is. The index and the classes do not depend on it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProfileUse? Profiles { get; init; }

    /// <summary>Numeric model whose vectors help to say where the index will stand a month ahead; null is the index of today.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Words("num-regime-core-v1", "num-stab-core-v1", "num-profile-core-v1", "num-scenario-core-v1", "num-portfolio-core-v1")]
    public string? Features { get; init; }

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (MinimumObservations > WindowSessions)
            yield return (nameof(MinimumObservations), FormattableString.Invariant($"must be at most window_sessions {WindowSessions}, found {MinimumObservations}"));
        if (VolatilityWeight + DrawdownWeight + TrendWeight == 0)
            yield return (nameof(VolatilityWeight), "must not be 0 together with drawdown_weight and trend_weight");
        if (WatchFrom > FragileFrom)
            yield return (nameof(WatchFrom), FormattableString.Invariant($"must be at most fragile_from {FragileFrom}, found {WatchFrom}"));
        if (FragileFrom > TargetableFrom)
            yield return (nameof(FragileFrom), FormattableString.Invariant($"must be at most targetable_from {TargetableFrom}, found {FragileFrom}"));
        if (TargetableFrom > BreakerFrom)
            yield return (nameof(TargetableFrom), FormattableString.Invariant($"must be at most breaker_from {BreakerFrom}, found {TargetableFrom}"));
    }
}
