namespace Prometheus.Stores.Tiles;

/// <summary>Rows and columns shared by the six tiles of one market and year.</summary>
/// <param name="Sessions">The dates of the year on which at least one bar is stored, ascending.</param>
/// <param name="Instruments">The instruments with at least one bar in the year, in ordinal order.</param>
public sealed record TileAxes(DateOnly[] Sessions, string[] Instruments)
{
    public int Cells => Sessions.Length * Instruments.Length;
}
