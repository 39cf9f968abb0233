namespace Prometheus.Sources.Quality;

/// <summary>One hit of one rule, with the place it was found.</summary>
/// <param name="InstrumentId">Null where the row did not say whose it is.</param>
/// <param name="Date">Null where the row's date could not be read.</param>
/// <param name="File">The file as the user named it; an entry of an archive is <c>archive.zip/entry.csv</c>.</param>
/// <param name="Line">Physical line, the first is 1; 0 where the event is about the whole file or series.</param>
/// <param name="Rule">Code of the <see cref="QualityRule"/>.</param>
/// <param name="Severity">Severity of this hit.</param>
/// <param name="Expected">What the rule wants, with its limit.</param>
/// <param name="Found">What stood there; shortened to about 120 characters, control characters escaped.</param>
public sealed record QualityEvent(
    string? InstrumentId, DateOnly? Date, string File, int Line, string Rule, QualitySeverity Severity, string Expected, string Found);
