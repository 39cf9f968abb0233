namespace Prometheus.Stores;

/// <summary>Settings of a region ⇄ <c>regions</c>.</summary>
public static class RegionStore
{
    /// <summary>The instrument the region's regimes are measured on; null where none was declared: then it is the equal-weight market.</summary>
    public static string? RegimeIndex(IDatabaseReads runtime, string region)
        => runtime.Query<string>("SELECT regime_index FROM regions WHERE region = @region", new { region }).SingleOrDefault();

    public static void SaveRegimeIndex(DatabaseTransaction unit, string region, string instrumentId) => unit.Execute(
        "INSERT INTO regions (region, regime_index) VALUES (@region, @instrumentId) ON CONFLICT (region) DO UPDATE SET regime_index = excluded.regime_index",
        new { region, instrumentId });
}
