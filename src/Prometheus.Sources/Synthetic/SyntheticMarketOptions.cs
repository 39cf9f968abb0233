using Prometheus.Core.Options;

namespace Prometheus.Sources.Synthetic;

/// <summary>What synthetic market is wanted. Equal options give equal bytes; the first n names do not depend on how many follow.</summary>
public sealed record SyntheticMarketOptions
{
    /// <summary>Number of companies, the index fund aside; at least 1.</summary>
    [Range(1, 100_000, Unit = "names")]
    public int Instruments { get; init; } = 200;

    /// <summary>First date; the first session on or after it opens the market.</summary>
    public DateOnly Start { get; init; } = new(2014, 1, 2);

    /// <summary>Last date. A later one only appends: every earlier row stays.</summary>
    public DateOnly End { get; init; } = new(2023, 12, 29);

    [Range(long.MinValue, long.MaxValue)]
    public long Seed { get; init; } = 7;
}
