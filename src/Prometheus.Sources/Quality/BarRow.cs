namespace Prometheus.Sources.Quality;

/// <summary>One row while it is read. NaN = absent.</summary>
internal struct BarRow
{
    public DateOnly Date;
    public int Line;
    public int File;
    public double Open;
    public double High;
    public double Low;
    public double Close;
    public double AdjustedClose;
    public double Volume;
}
