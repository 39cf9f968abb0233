using Prometheus.Core.Options;
using Prometheus.Embeddings.Numeric;

namespace Prometheus.Workflows.Embeddings;

/// <summary>Which window vectors are wanted.</summary>
public sealed record NumericEmbeddingOptions
{
    public required string MarketId { get; init; }

    /// <summary>First date of a range; null with <see cref="End"/> for single sessions.</summary>
    public DateOnly? Start { get; init; }

    public DateOnly? End { get; init; }

    /// <summary>The last session on or before this date; null is the last stored one. Not beside a range.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Sessions wanted, the as-of one and the last sessions of the months before it.</summary>
    [Range(1, 1_200, Unit = "sessions")]
    public int Snapshots { get; init; } = 1;

    public IReadOnlyList<NumericModel> Models { get; init; } = NumericModels.All;

    /// <summary>INSTRUMENT, SECTOR, MARKET.</summary>
    [Words("INSTRUMENT", "SECTOR", "MARKET")]
    public IReadOnlyList<string> EntityTypes { get; init; } = ["INSTRUMENT"];

    /// <summary>Window and encoder.</summary>
    public NumericOptions Numeric { get; init; } = NumericOptions.Default;

    /// <summary>Only these instruments are written; null is all. No fit depends on it.</summary>
    public IReadOnlyList<string>? Instruments { get; init; }

    /// <summary>Instruments passed over before the first one written.</summary>
    [Range(0, 1e9, Unit = "names")]
    public int Offset { get; init; }

    /// <summary>Instruments written at most; null is all.</summary>
    [Range(1, 1e9, Unit = "names")]
    public int? Limit { get; init; }

    /// <summary>Compute and count, write nothing.</summary>
    public bool DryRun { get; init; }
}
