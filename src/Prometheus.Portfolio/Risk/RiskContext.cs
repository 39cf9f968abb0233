using Prometheus.Core.Markets;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Portfolio.Risk;

/// <summary>What the risk service knows at a close: the market, the actual book, and the soft-target classes where there are any.</summary>
/// <param name="market">The close of the decision.</param>
/// <param name="holdings">The actual book.</param>
/// <param name="classes">Soft-target class of every instrument; empty without a stability signal.</param>
/// <param name="fragility">Fragility class of every instrument; empty without a fragility signal.</param>
public readonly ref struct RiskContext(MarketView market, Holdings holdings, ReadOnlySpan<byte> classes, ReadOnlySpan<byte> fragility = default)
{
    public MarketView Market { get; } = market;

    public Holdings Holdings { get; } = holdings;

    public ReadOnlySpan<byte> Classes { get; } = classes;

    public ReadOnlySpan<byte> Fragility { get; } = fragility;
}
