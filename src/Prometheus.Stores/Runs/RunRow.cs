using System.Text.Json;

namespace Prometheus.Stores.Runs;

/// <summary>A stored run: its ids, its configuration and its metrics as they lie in <c>backtest_runs</c>.</summary>
public sealed record RunRow
{
    public string RunId { get; init; } = "";

    public string SleeveId { get; init; } = "";

    public string StrategyId { get; init; } = "";

    public string MarketId { get; init; } = "";

    public string PortfolioId { get; init; } = "";

    public string? UniverseId { get; init; }

    public DateOnly StartDate { get; init; }

    public DateOnly EndDate { get; init; }

    public string DataDigest { get; init; } = "";

    public string ConfigJson { get; init; } = "{}";

    public string MetricsJson { get; init; } = "{}";

    public string? DataCardJson { get; init; }

    /// <summary>Why the sleeve failed; null for a finished run.</summary>
    public string? Error
    {
        get
        {
            using var metrics = JsonDocument.Parse(MetricsJson);
            return metrics.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
        }
    }

    /// <summary>All numeric metrics in ordinal order; a stored null is NaN.</summary>
    public SortedDictionary<string, double> Metrics()
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        using var metrics = JsonDocument.Parse(MetricsJson);
        foreach (var member in metrics.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Number)
                values[member.Name] = member.Value.GetDouble();
            else if (member.Value.ValueKind == JsonValueKind.Null)
                values[member.Name] = double.NaN;
        }

        return values;
    }
}
