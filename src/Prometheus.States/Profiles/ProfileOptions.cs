using Prometheus.Core.Options;

namespace Prometheus.States.Profiles;

/// <summary>Constants of <c>issuer-profile-v1</c>.</summary>
public sealed record ProfileOptions : IConsistentOptions
{
    public static ProfileOptions Default { get; } = new();

    /// <summary>Sessions of price behaviour and of liquidity.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int WindowSessions { get; init; } = 63;

    /// <summary>Fewer observed closes in the window mean no price behaviour.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int MinimumObservations { get; init; } = 55;

    /// <summary>A period that ended longer ago says nothing any more.</summary>
    [Range(1, 36_500, Unit = "days")]
    public int MaximumStatementAgeDays { get; init; } = 550;

    /// <summary>Daily volatility at which vol_flag is 1.</summary>
    [Range(0, 10, ExcludesMinimum = true, Unit = "a day")]
    public double VolatilityReference { get; init; } = 0.02;

    /// <summary>Drawdown at which dd_flag is 1.</summary>
    [Range(0, 10, ExcludesMinimum = true, Unit = "fraction")]
    public double DrawdownReference { get; init; } = 0.30;

    /// <summary>Liabilities over equity at which leverage_flag is 1.</summary>
    [Range(0, 1e6, ExcludesMinimum = true, Unit = "liabilities over equity")]
    public double LeverageReference { get; init; } = 3;

    /// <summary>Days of silence at which news_recency_flag is 0.</summary>
    [Range(1, 36_500, Unit = "days")]
    public int NewsRecencyDays { get; init; } = 30;

    [Range(0, 1e6)]
    public double VolatilityWeight { get; init; } = 0.4;

    [Range(0, 1e6)]
    public double DrawdownWeight { get; init; } = 0.4;

    [Range(0, 1e6)]
    public double LeverageWeight { get; init; } = 0.2;

    /// <summary>Weighted mean of the flags present from which on a profile is weak.</summary>
    [Range(0, 1)]
    public double WeakFrom { get; init; } = 0.7;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (MinimumObservations > WindowSessions)
            yield return (nameof(MinimumObservations), FormattableString.Invariant($"must be at most window_sessions {WindowSessions}, found {MinimumObservations}"));
        if (VolatilityWeight + DrawdownWeight + LeverageWeight == 0)
            yield return (nameof(VolatilityWeight), "must not be 0 together with drawdown_weight and leverage_weight");
    }
}
