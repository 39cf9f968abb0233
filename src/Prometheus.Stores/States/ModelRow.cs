namespace Prometheus.Stores.States;

/// <summary>A row of <c>models</c> without its encoder.</summary>
public sealed record ModelRow
{
    public DateOnly ServedFrom { get; init; }

    public string SchemaHash { get; init; } = "";

    public DateOnly TrainingStart { get; init; }

    public DateOnly TrainingEnd { get; init; }

    public string TrainingDigest { get; init; } = "";

    public long Seed { get; init; }

    /// <summary>JSON of the fitted numbers.</summary>
    public string Fit { get; init; } = "";
}
