namespace Prometheus.Backtest.Campaign;

/// <summary>A set of sleeves on one market over one range; flags and experiment files build the same record.</summary>
public sealed record CampaignOptions
{
    public const string EqualWeightBenchmark = "EW_US_EQ";

    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    public double InitialCash { get; init; } = 1_000_000;

    public required IReadOnlyList<CampaignSleeve> Sleeves { get; init; }

    /// <summary><c>EW_</c> + market id is the daily rebalanced equal weight of tradable names; otherwise an instrument id.</summary>
    public string Benchmark { get; init; } = EqualWeightBenchmark;
}
