namespace Prometheus.Backtest.Sleeves;

/// <summary>The sleeves of seed 001 §4.1: one core long book a horizon, all else equal.</summary>
public static class SleeveCatalog
{
    private static readonly int[] Horizons = [5, 21, 63];

    public static IReadOnlyList<SleeveSpec> CoreLong(string strategyId, string marketId)
        => Horizons.Select(h => $"{strategyId}_H{h}")
            .Zip(Horizons, (id, h) => new SleeveSpec(id, strategyId, marketId, $"{id}_UNIVERSE", $"{id}_PORTFOLIO", $"{id}_ASSESS", h))
            .ToArray();
}
