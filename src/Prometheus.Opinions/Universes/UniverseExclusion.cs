namespace Prometheus.Opinions.Universes;

/// <summary>
/// Why a candidate is not a member: the first filter that failed. Stored in lower snake case as a true flag. The issuer is looked at right
/// after the instrument and fragility right after the soft-target score; profiles last; their numbers
/// come last because they came later.
/// </summary>
public enum UniverseExclusion : byte
{
    None,
    HardExcludedInstrument,
    NotEquity,
    NotTradable,
    InsufficientHistory,
    Illiquid,
    BelowMinPrice,
    NoStabState,
    ExcludedBreaker,
    ExcludedHighSoftTargetScore,
    ExcludedSectorCap,
    ExcludedMaxUniverseSize,
    HardExcludedIssuer,
    ExcludedHighFragility,
    ExcludedWeakProfileFragile,
    ExcludedLowDataQuality,
    ExcludedHighLeverage,
    ExcludedLowMargin,
    ExcludedStyle,
    ExcludedHighIlliquidity,
}
