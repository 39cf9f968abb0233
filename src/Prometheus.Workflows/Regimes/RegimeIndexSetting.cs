using Prometheus.Core.Markets;
using Prometheus.Stores;

namespace Prometheus.Workflows.Regimes;

/// <summary>
/// Which instrument a region's regimes are measured on. It is said once for the region and holds for whoever computes a regime: rows, runs, λ̂'s
/// features and reports. Where nothing was said it is the equal-weight market.
/// </summary>
public static class RegimeIndexSetting
{
    /// <summary>Null for the equal-weight market.</summary>
    /// <exception cref="UserError">An unknown region.</exception>
    public static string? Read(DatabasePair databases, string region) => RegionStore.RegimeIndex(databases.Runtime, MarketCatalog.OfRegion(region).Region);

    /// <summary>Records the instrument. Saying the same again changes nothing.</summary>
    /// <param name="replace">Whether another instrument may take the place of the one that was said before.</param>
    /// <returns>True where this changed or first said it: what was computed before no longer follows from it.</returns>
    /// <exception cref="UserError">Another one was said before, or the instrument has no price in the region's market.</exception>
    public static bool Declare(DatabasePair databases, string region, string instrumentId, bool replace)
    {
        var market = MarketCatalog.OfRegion(region);
        if (Read(databases, region) is { } known)
        {
            if (known == instrumentId)
                return false;
            if (!replace)
                throw new UserError($"the regimes of {region} are measured on {known}, found '{instrumentId}': --replace changes it for the whole region, and what was computed on {known} is then stale");
        }

        if (!PriceStore.ReadSeries(databases.Historical, market.MarketId, DateOnly.MaxValue).Any(s => s.InstrumentId == instrumentId))
            throw new UserError($"the index instrument {instrumentId} has no prices in market {market.MarketId}");
        databases.Runtime.InTransaction(unit => RegionStore.SaveRegimeIndex(unit, market.Region, instrumentId));
        return true;
    }
}
