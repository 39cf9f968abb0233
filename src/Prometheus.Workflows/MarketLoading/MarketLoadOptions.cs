using Prometheus.Core.Markets;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>Which slice of a market is loaded. It always begins with the market's first stored session.</summary>
public sealed record MarketLoadOptions
{
    public required string MarketId { get; init; }

    /// <summary>Last date; nothing dated or known later is read.</summary>
    public required DateOnly End { get; init; }

    /// <summary>The fields to load; by default those of <see cref="MarketDigest.Fields"/>.</summary>
    public IReadOnlyList<PriceField> Fields { get; init; } = MarketDigest.Fields;

    public MarketAxis Axis { get; init; } = MarketAxis.Calendar;
}
