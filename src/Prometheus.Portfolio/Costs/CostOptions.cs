using System.Text.Json.Serialization;
using Prometheus.Core.Errors;

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

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Guard.InRange(SlippageBps, 0, 5_000);
        Guard.InRange(CommissionBps, 0, 5_000);
    }
}
