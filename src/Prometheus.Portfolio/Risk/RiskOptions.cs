using System.Text.Json.Serialization;
using Prometheus.Core.Options;

namespace Prometheus.Portfolio.Risk;

/// <summary>The constraint catalogue of the risk service; applied in the order of the members. Weights are fractions of equity.</summary>
public sealed record RiskOptions
{
    public static RiskOptions Default { get; } = new();

    /// <summary>|w| of one name; 0 rejects every name.</summary>
    [Range(0, 10, Unit = "fraction of equity")]
    public double PerNameCap { get; init; } = 0.05;

    /// <summary>Σ|w| of one known sector; names without a sector are not bound.</summary>
    [Range(0, 10, Unit = "fraction of equity")]
    public double SectorCap { get; init; } = 0.30;

    /// <summary>Most weight in FRAGILE, TARGETABLE and BREAKER names together.</summary>
    [Range(0, 10, Unit = "fraction of equity")]
    public double FragileExposureCap { get; init; } = 0.50;

    [Range(0, 10, Unit = "fraction of equity")]
    public double GrossExposureCap { get; init; } = 1.0;

    /// <summary>Most sessions it may take to sell a position at <see cref="LiquidationParticipation"/> of its average volume (RAW basis only).</summary>
    [Range(0, 1e6, Unit = "sessions")]
    public double MaximumDaysToLiquidate { get; init; } = 5;

    [Range(0, 1, Unit = "fraction of volume")]
    public double LiquidationParticipation { get; init; } = 0.10;

    /// <summary>Sessions behind the average volume.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int VolumeSessions { get; init; } = 63;

    /// <summary>
    /// Most weight in names whose fragility is SHORT_CANDIDATE or CRISIS together; null is no limit. It is asked last, and binds only where the
    /// book has a fragility signal.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, 10, Unit = "fraction of equity")]
    public double? ShortCandidateExposureCap { get; init; }
}
