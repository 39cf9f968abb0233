using Prometheus.Core.Metrics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>One key of <c>metrics_json</c> as it is listed.</summary>
public sealed record MetricLine(string Key, string Label, double Value, NumberFormat Format);
