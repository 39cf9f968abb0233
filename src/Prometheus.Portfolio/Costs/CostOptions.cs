using System.Text.Json.Serialization;
using Prometheus.Core.Options;

namespace Prometheus.Portfolio.Costs;

/// <summary>What trading costs, in basis points of traded value; charged in the simulator and weighed in construction alike.</summary>
public sealed record CostOptions
{
    public static CostOptions Default { get; } = new();

    /// <summary>A buy pays p·(1 + s), a sell receives p·(1 − s).</summary>
    [Range(0, 5_000, Unit = "bps")]
    public double SlippageBps { get; init; } = 5;

    [Range(0, 5_000, Unit = "bps")]
    public double CommissionBps { get; init; } = 1;

    /// <summary>Buying and selling again, as a fraction of value.</summary>
    [JsonIgnore]
    public double RoundTripFraction => 2 * (SlippageBps + CommissionBps) / 10_000;
}
