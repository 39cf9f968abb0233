namespace Prometheus.Stores.Runs;

/// <summary>A candidate of a stored universe and the cluster it stood in.</summary>
/// <param name="Context">live or a run id.</param>
/// <param name="AsOf">Date of the snapshot.</param>
/// <param name="MarketId">As its reasons say; empty where they do not.</param>
/// <param name="Sector">As its reasons say, else UNKNOWN.</param>
/// <param name="SoftTargetClass">As its reasons say, else UNKNOWN.</param>
/// <param name="Tier">CORE, SATELLITE, EXCLUDED.</param>
/// <param name="Included">Member or not.</param>
public sealed record UniverseClusterRow(
    string Context, DateOnly AsOf, string MarketId, string Sector, string SoftTargetClass, string Tier, bool Included);
