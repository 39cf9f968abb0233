namespace Prometheus.Sources.Quality;

/// <summary>A rule of the catalogue.</summary>
/// <param name="Code">Stable name, as stored in <c>data_quality_events.rule</c>.</param>
/// <param name="Severity">What a hit does to the row.</param>
/// <param name="Flag">The row flag of a WARN rule; <see cref="QualityFlags.None"/> where no row is kept.</param>
/// <param name="Expectation">What the rule wants, in one phrase.</param>
public sealed record QualityRule(string Code, QualitySeverity Severity, QualityFlags Flag, string Expectation);
