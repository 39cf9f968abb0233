namespace Prometheus.Engines.Universe;

/// <summary>
/// Why a candidate is not a member, in the order of the filters (first failure names the reason). Stored in lower snake case as a true flag.
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
}
