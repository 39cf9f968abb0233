using Prometheus.Reports.Tables;

namespace Prometheus.Reports.Comparisons;

/// <summary>A comparison as one table: a row a metric, paired statistic and differing option, a column a run.</summary>
public static class ComparisonTable
{
    public static Table Of(ComparisonModel model)
    {
        var rows = new List<object?[]> { Row("run", "run_id", model.RunIds) };
        foreach (var line in model.Metrics)
            rows.Add(Row("metric", line.Key, line.Values.Select(v => (object?)v)));
        foreach (var line in model.Pairs)
            rows.Add(Row("against the first", line.Key, line.Values.Select(v => (object?)v)));
        foreach (var option in model.Options)
            rows.Add(Row("differs", option.Path, option.Values));
        return new Table(["part", "key", .. model.Names], rows);
    }

    private static object?[] Row(string part, string key, IEnumerable<object?> values) => [part, key, .. values];
}
