namespace Prometheus.Workflows.Freshness;

/// <summary>Derived rows of one job over one range of sessions, as its finished units record them.</summary>
/// <param name="Job">Job key, e.g. <c>stab backfill US_EQ</c>.</param>
/// <param name="Kind">What its units do.</param>
/// <param name="MarketId">Whose rows.</param>
/// <param name="OptionsHash">Of the options they were made with.</param>
/// <param name="Units">Finished units of the range.</param>
/// <param name="Stale">Start and end of those that no longer follow from the data; empty where that is not judged.</param>
/// <param name="SessionsBehind">Stored sessions after the job's last unit; 0 for an earlier range. Vectors of texts need not go beyond the last text.</param>
public sealed record DerivedRange(
    string Job,
    string Kind,
    string MarketId,
    string OptionsHash,
    DateOnly Start,
    DateOnly End,
    int Units,
    IReadOnlyList<(DateOnly Start, DateOnly End)> Stale,
    int SessionsBehind)
{
    /// <summary>False where what it was made from is no market data and is not looked at again; its own command does, and writes only what differs.</summary>
    public bool IsJudged { get; init; } = true;

    /// <summary>What carries it on to the last session; null where nothing is behind, or another command makes it along the way.</summary>
    public string? Command { get; init; }
}
