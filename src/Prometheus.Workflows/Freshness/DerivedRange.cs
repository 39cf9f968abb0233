namespace Prometheus.Workflows.Freshness;

/// <summary>Derived rows of one job over one range of sessions, as its finished units record them.</summary>
/// <param name="Job">Job key, e.g. <c>stab backfill US_EQ</c>.</param>
/// <param name="Kind">What its units do.</param>
/// <param name="MarketId">Whose rows.</param>
/// <param name="OptionsHash">Of the options they were made with.</param>
/// <param name="Units">Finished units of the range.</param>
/// <param name="Stale">Start and end of those that no longer follow from the data.</param>
/// <param name="SessionsBehind">Stored sessions after the job's last unit; 0 for an earlier range.</param>
public sealed record DerivedRange(
    string Job,
    string Kind,
    string MarketId,
    string OptionsHash,
    DateOnly Start,
    DateOnly End,
    int Units,
    IReadOnlyList<(DateOnly Start, DateOnly End)> Stale,
    int SessionsBehind);
