namespace Prometheus.States.Fragility;

/// <summary>What a fragility score amounts to, mildest first. Stored in upper snake case (NONE, WATCHLIST, SHORT_CANDIDATE, CRISIS).</summary>
public enum FragilityClass : byte
{
    None,
    Watchlist,
    ShortCandidate,
    Crisis,
}
