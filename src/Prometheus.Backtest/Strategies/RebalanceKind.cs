namespace Prometheus.Backtest.Strategies;

/// <summary>The kinds of decision calendars.</summary>
public enum RebalanceKind : byte
{
    Daily,
    Weekly,
    Monthly,
    Every,
}
