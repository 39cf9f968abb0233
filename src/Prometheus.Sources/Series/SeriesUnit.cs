namespace Prometheus.Sources.Series;

/// <summary>How the numbers of a series file are meant.</summary>
public enum SeriesUnit
{
    /// <summary>As they stand, such as an index.</summary>
    Level,

    /// <summary>Per cent: 5.25 is stored as the fraction 0.0525.</summary>
    Percent,

    /// <summary>Fractions already: 0.0525.</summary>
    Fraction,
}
