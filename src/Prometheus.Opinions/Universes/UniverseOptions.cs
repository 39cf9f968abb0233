using System.Text.Json.Serialization;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Universes;

/// <summary>Constants of <c>basic-equity-v1</c>.</summary>
public sealed record UniverseOptions
{
    public static UniverseOptions Default { get; } = new();

    /// <summary>Horizon of the assessment that ranks, in sessions.</summary>
    [Range(1, 2520, Unit = "sessions")]
    [Derived("it is the horizon of the sleeve, the last field of its specification")]
    public int AssessmentHorizon { get; init; } = 21;

    /// <summary>Sessions of history a candidate must have, and the window of its liquidity.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int WindowSessions { get; init; } = 63;

    /// <summary>Mean daily volume in shares; met only by RAW levels, skipped and counted on other bases.</summary>
    [Range(0, 1e15, Unit = "shares a day")]
    public double MinimumAverageVolume { get; init; } = 100_000;

    /// <summary>Last close in the market's currency; met only by RAW levels, skipped and counted on other bases.</summary>
    [Range(0, 1e12, Unit = "currency")]
    public double MinimumPrice { get; init; } = 1;

    [Range(0, 100, Unit = "index")]
    public double MaximumSoftTargetScore { get; init; } = 80;

    public bool ExcludeBreakers { get; init; } = true;

    /// <summary>Most members; 0 is no limit.</summary>
    [Range(0, 100_000, Unit = "names")]
    public int MaximumSize { get; init; } = 200;

    /// <summary>Most members of one sector; 0 is no limit.</summary>
    [Range(0, 100_000, Unit = "names")]
    public int SectorMaximumNames { get; init; }

    /// <summary>A newcomer enters at rank ≤ N·(1 − buffer), a member stays to N·(1 + buffer).</summary>
    [Range(0, 1, ExcludesMaximum = true, Unit = "fraction of the size")]
    public double RankBuffer { get; init; } = 0.1;

    [Range(0, 1_000, Unit = "points")]
    public double AssessmentWeight { get; init; } = 50;

    [Range(0, 1_000, Unit = "points")]
    public double StabilityWeight { get; init; } = 20;

    [Range(0, 1_000, Unit = "points")]
    public double LiquidityWeight { get; init; } = 10;

    /// <summary>The assessment term is multiplied by 1 − α·(probability to be TARGETABLE or BREAKER).</summary>
    [Range(0, 1)]
    public double StabilityRiskAlpha { get; init; } = 0.5;

    public StateChangeOptions StateChange { get; init; } = StateChangeOptions.Default;

    /// <summary>Instruments never admitted, ordinal order.</summary>
    public EquatableList<string> ExcludedInstruments { get; init; } = [];

    /// <summary>Points a standard deviation of λ̂ within the date adds; null is 0: λ̂, where known, is recorded and does not rank.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(-1_000, 1_000, Unit = "points")]
    [Derived("lambda.weight says how much λ̂ weighs")]
    public double? LambdaWeight { get; init; }

    /// <summary>Names whose fragility score is strictly higher are left out; null is no limit. A name without a score stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, 1, Unit = "score")]
    public double? MaximumFragility { get; init; }

    /// <summary>Names whose illiquidity, |return| a million traded, is strictly higher are left out; null is no limit. A name without one stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, 1e12, Unit = "a million traded")]
    public double? MaximumIlliquidity { get; init; }

    /// <summary>Issuers never admitted, ordinal order; null is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EquatableList<string>? ExcludedIssuers { get; init; }

    /// <summary>What profiles must say of a member; null asks nothing. Needs the profiles that the stability options name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProfileScreens? ProfileScreens { get; init; }

    /// <summary>Size by regime; null keeps <see cref="MaximumSize"/> whatever the regime.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RegimeSizes? RegimeSizes { get; init; }
}

/// <summary>What profiles must say of a member. A number that is not known passes its own screen; only quality and style ask for knowledge.</summary>
public sealed record ProfileScreens
{
    /// <summary>Leave out names that are weak and FRAGILE or worse.</summary>
    public bool ExcludeWeakWhenFragile { get; init; } = true;

    /// <summary>Least share of the profile's inputs that must be known; a name without a profile knows nothing. Null is no limit.</summary>
    [Range(0, 1, Unit = "fraction")]
    public double? MinimumDataQuality { get; init; }

    /// <summary>Most liabilities over equity; negative equity is more than any. Null is no limit.</summary>
    [Range(0, 1e6, Unit = "liabilities over equity")]
    public double? MaximumLeverage { get; init; }

    /// <summary>Least net income over revenue. Null is no limit.</summary>
    [Range(-1e6, 1e6, Unit = "net income over revenue")]
    public double? MinimumNetMargin { get; init; }

    /// <summary>
    /// Terciles of the names in force on the session that a member must belong to, all of them: <c>value:high</c>, <c>quality:high</c>,
    /// <c>size:low</c>, <c>momentum:mid</c> …; ordinal order.
    /// </summary>
    [Words(
        "value:low", "value:mid", "value:high", "quality:low", "quality:mid", "quality:high", "size:low", "size:mid", "size:high", "momentum:low", "momentum:mid",
        "momentum:high")]
    public EquatableList<string> Styles { get; init; } = [];
}
