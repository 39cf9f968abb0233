using Prometheus.Core.Options;

namespace Prometheus.Jobs;

/// <summary>How a job is run. Nothing here changes its result.</summary>
public sealed record JobOptions
{
    /// <summary>Units computed at once.</summary>
    [Range(1, 4_096, Unit = "threads")]
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Do finished units again even where their inputs are unchanged.</summary>
    public bool Force { get; init; }
}
