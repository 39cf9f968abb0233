namespace Prometheus.Sources.Series;

/// <summary>
/// Which columns of a file become which series. At most one of the three may be given; without any, every column becomes a series named
/// like it.
/// </summary>
public sealed record SeriesFileOptions
{
    /// <summary>Id of the one series: the only value column, or the close of a file of bars.</summary>
    public string? Id { get; init; }

    /// <summary>Series id by column name.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What stands before the column's name in the id of its series.</summary>
    public string? Prefix { get; init; }

    public SeriesUnit Unit { get; init; } = SeriesUnit.Level;
}
