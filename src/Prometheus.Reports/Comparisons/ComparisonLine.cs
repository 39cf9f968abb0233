using Prometheus.Core.Metrics;

namespace Prometheus.Reports.Comparisons;

/// <summary>One number of every run.</summary>
/// <param name="Key">As in <c>metrics_json</c>, or the name of a paired statistic.</param>
/// <param name="Label">For a reader.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Values">One a run; NaN where it has none.</param>
public sealed record ComparisonLine(string Key, string Label, NumberFormat Format, IReadOnlyList<double> Values);
