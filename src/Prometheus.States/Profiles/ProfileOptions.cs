namespace Prometheus.States.Profiles;

/// <summary>Constants of <c>issuer-profile-v1</c>.</summary>
public sealed record ProfileOptions
{
    public static ProfileOptions Default { get; } = new();

    /// <summary>Sessions of price behaviour and of liquidity.</summary>
    public int WindowSessions { get; init; } = 63;

    /// <summary>Fewer observed closes in the window mean no price behaviour.</summary>
    public int MinimumObservations { get; init; } = 55;

    /// <summary>A period that ended longer ago says nothing any more.</summary>
    public int MaximumStatementAgeDays { get; init; } = 550;

    /// <summary>Daily volatility at which vol_flag is 1.</summary>
    public double VolatilityReference { get; init; } = 0.02;

    /// <summary>Drawdown at which dd_flag is 1.</summary>
    public double DrawdownReference { get; init; } = 0.30;

    /// <summary>Liabilities over equity at which leverage_flag is 1.</summary>
    public double LeverageReference { get; init; } = 3;

    /// <summary>Days of silence at which news_recency_flag is 0.</summary>
    public int NewsRecencyDays { get; init; } = 30;

    public double VolatilityWeight { get; init; } = 0.4;

    public double DrawdownWeight { get; init; } = 0.4;

    public double LeverageWeight { get; init; } = 0.2;

    /// <summary>Weighted mean of the flags present from which on a profile is weak.</summary>
    public double WeakFrom { get; init; } = 0.7;
}
