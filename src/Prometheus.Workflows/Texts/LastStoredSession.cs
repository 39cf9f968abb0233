using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Texts;

/// <summary>The date a command means that names none.</summary>
public static class LastStoredSession
{
    /// <exception cref="NothingMatchedError">No bar of the market is stored.</exception>
    public static DateOnly Of(DatabasePair databases, string marketId)
        => PriceBookkeeping.ReadInStep(databases, marketId).Sessions is { Count: > 0 } sessions
            ? sessions[^1].Date
            : throw new NothingMatchedError($"market {marketId} has no price; name a date with --as-of");
}
