using System.Text.Json.Serialization;
using Prometheus.Core.Errors;

namespace Prometheus.Portfolio.Risk;

/// <summary>The constraint catalogue of the risk service; applied in the order of the members. Weights are fractions of equity.</summary>
public sealed record RiskOptions
{
    public static RiskOptions Default { get; } = new();

    /// <summary>|w| of one name; 0 rejects every name.</summary>
    public double PerNameCap { get; init; } = 0.05;

    /// <summary>Σ|w| of one known sector; names without a sector are not bound.</summary>
    public double SectorCap { get; init; } = 0.30;

    /// <summary>Most weight in FRAGILE, TARGETABLE and BREAKER names together.</summary>
    public double FragileExposureCap { get; init; } = 0.50;

    public double GrossExposureCap { get; init; } = 1.0;

    /// <summary>Most sessions it may take to sell a position at <see cref="LiquidationParticipation"/> of its average volume (RAW basis only).</summary>
    public double MaximumDaysToLiquidate { get; init; } = 5;

    public double LiquidationParticipation { get; init; } = 0.10;

    /// <summary>Sessions behind the average volume.</summary>
    public int VolumeSessions { get; init; } = 63;

    /// <summary>
    /// Most weight in names whose fragility is SHORT_CANDIDATE or CRISIS together; null is no limit. It is asked last, and binds only where the
    /// book has a fragility signal.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ShortCandidateExposureCap { get; init; }

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Guard.InRange(PerNameCap, 0, 10);
        Guard.InRange(SectorCap, 0, 10);
        Guard.InRange(FragileExposureCap, 0, 10);
        Guard.InRange(GrossExposureCap, 0, 10);
        Guard.InRange(MaximumDaysToLiquidate, 0, 1e6);
        Guard.InRange(LiquidationParticipation, 0, 1);
        Guard.AtLeast(VolumeSessions, 1);
        if (ShortCandidateExposureCap is { } cap)
            Guard.InRange(cap, 0, 10, nameof(ShortCandidateExposureCap));
    }
}
