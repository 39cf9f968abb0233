using System.Text.Json.Serialization;

namespace Prometheus.Portfolio.Costs;

/// <summary>What trading costs, in basis points of traded value; charged in the simulator and weighed in construction alike.</summary>
public sealed record CostOptions
{
    public static CostOptions Default { get; } = new();

    /// <summary>A buy pays p·(1 + s), a sell receives p·(1 − s).</summary>
    public double SlippageBps { get; init; } = 5;

    public double CommissionBps { get; init; } = 1;

    /// <summary>Buying and selling again, as a fraction of value.</summary>
    [JsonIgnore]
    public double RoundTripFraction => 2 * (SlippageBps + CommissionBps) / 10_000;
}
