namespace Prometheus.Sources.Csv;

/// <summary>What became of a date's text.</summary>
internal enum DateReading
{
    Valid,

    /// <summary>Not of a known form.</summary>
    Unparsable,

    /// <summary>Of a known form, but no day of the calendar.</summary>
    Impossible,
}
