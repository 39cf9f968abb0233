namespace Prometheus.Stores.Tiles;

/// <summary>The stored tiles of one market and year, without their values.</summary>
/// <param name="RowCount">Bars they were made from.</param>
/// <param name="Digest">Digest of the axes, part of the digest of every tile of the year.</param>
public sealed record TileIndex(int Year, TileAxes Axes, int RowCount, string Digest);
