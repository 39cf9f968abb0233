using Prometheus.Core.Fundamentals;
using Prometheus.Core.Options;

namespace Prometheus.Sources.Fundamentals;

/// <summary>How a file of statements is read.</summary>
public sealed record StatementFileOptions
{
    /// <summary>Field names the user gives for our columns.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Of rows that name none; null takes the layout's.</summary>
    public StatementFrequency? Frequency { get; init; }

    /// <summary>Currency units an amount of the file stands for; null takes the layout's, 1 for a general one.</summary>
    [Range(1e-6, 1e12, Unit = "currency units")]
    public double? Scale { get; init; }
}
