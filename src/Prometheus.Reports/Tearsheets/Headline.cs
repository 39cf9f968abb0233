using Prometheus.Core.Metrics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>One of the few numbers at the top of the page.</summary>
/// <param name="Key">Key of <c>metrics_json</c>, or the name the number would have there.</param>
/// <param name="Label">For a reader.</param>
/// <param name="Value">NaN where unknown.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Note">What to compare it with; may be empty.</param>
/// <param name="Definition">How it is computed, one sentence.</param>
public sealed record Headline(string Key, string Label, double Value, NumberFormat Format, string Note, string Definition)
{
    public Headline(Metric metric, double value, string note, string definition)
        : this(metric.Key, metric.Label, value, metric.Format, note, definition)
    {
    }
}
