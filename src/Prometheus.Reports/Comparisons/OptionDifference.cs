namespace Prometheus.Reports.Comparisons;

/// <summary>An option, id or date that is not the same in every run.</summary>
/// <param name="Path">Such as <c>portfolio.name_cap</c>.</param>
/// <param name="Values">One a run; <c>off</c> where it has none.</param>
public sealed record OptionDifference(string Path, IReadOnlyList<string> Values);
