namespace Prometheus.Workflows.MarketLoading;

/// <summary>Which dates are the sessions of a loaded market.</summary>
public enum MarketAxis
{
    /// <summary>The sessions of the exchange calendar from the first stored date to the last one of the slice.</summary>
    Calendar,

    /// <summary>The dates on which at least one bar is stored.</summary>
    StoredDates,
}
