using Prometheus.Core.Markets;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>Which slice of a market is loaded. It always begins with the market's first stored session.</summary>
public sealed record MarketLoadOptions
{
    public required string MarketId { get; init; }

    /// <summary>Last date; nothing dated or known later is read.</summary>
    public required DateOnly End { get; init; }

    /// <summary>What will be read of it; the rest is out of reach. By default everything a result may depend on.</summary>
    public MarketReads Reads { get; init; } = MarketReads.All;

    public MarketAxis Axis { get; init; } = MarketAxis.Calendar;
}
