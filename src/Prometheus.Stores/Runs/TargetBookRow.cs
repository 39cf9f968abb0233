using System.Text.Json;

namespace Prometheus.Stores.Runs;

/// <summary>One stored target book: the weights a decision settled on.</summary>
public sealed record TargetBookRow
{
    /// <summary><c>live</c> or the run id.</summary>
    public string Context { get; init; } = "";

    public DateOnly AsOfDate { get; init; }

    public string StrategyId { get; init; } = "";

    public string TargetPositions { get; init; } = "{}";

    /// <summary>Instruments in ordinal order with their weights; a weight of 0 is no position and is left out.</summary>
    public (string[] Instruments, double[] Weights) Book()
    {
        using var positions = JsonDocument.Parse(TargetPositions);
        if (!positions.RootElement.TryGetProperty("weights", out var weights))
            return ([], []);
        var book = weights.EnumerateObject()
            .Where(w => w.Value.ValueKind == JsonValueKind.Number)
            .Select(w => (Id: w.Name, Weight: w.Value.GetDouble()))
            .Where(w => w.Weight != 0)
            .OrderBy(w => w.Id, StringComparer.Ordinal)
            .ToArray();
        return (Array.ConvertAll(book, b => b.Id), Array.ConvertAll(book, b => b.Weight));
    }
}
