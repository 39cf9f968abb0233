using Prometheus.Core.Options;
using Prometheus.States.Stability;

namespace Prometheus.Scenarios;

/// <summary>Constants of the scenario descriptor φ.</summary>
public sealed record ScenarioDescriptorOptions : IConsistentOptions
{
    public static ScenarioDescriptorOptions Default { get; } = new();

    /// <summary>The window the components are taken from, and the cuts of the classes.</summary>
    public StabilityOptions Stability { get; init; } = StabilityOptions.Default;

    /// <summary>Sessions of a name's state that count as what happened to it; a scenario's path counts whole. What lies before is its own history.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int RecentSessions { get; init; } = 21;

    /// <summary>Sessions of the history that the components are held against.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int HistorySessions { get; init; } = 252;

    /// <summary>Fewer observed components in the history mean no descriptor.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int MinimumHistory { get; init; } = 126;

    /// <summary>Sessions between the last training row of a scale and the first session it serves.</summary>
    [Range(0, 2520, Unit = "sessions")]
    public int EmbargoSessions { get; init; } = 21;

    /// <summary>Fewer training values mean no scale.</summary>
    [Range(1, 1e6)]
    public int MinimumTrainingValues { get; init; } = 30;

    /// <summary>Every so many sessions, counted from the first, are a training row.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int TrainingStride { get; init; } = 5;

    /// <summary>Largest worsening, and largest absolute loss, in training scales.</summary>
    [Range(0.1, 100, Unit = "training scales")]
    public double Clip { get; init; } = 5;

    /// <summary>
    /// Largest improvement, in training scales: a name that is calm after a storm has not become the storm's opposite, it may break again.
    /// </summary>
    [Range(0.1, 100, Unit = "training scales")]
    public double ImprovementClip { get; init; } = 1;

    /// <summary>Factor of the loss; the changes of the five components together have 1. What is lost counts more than how it feels.</summary>
    [Range(0, 100)]
    public double LossScale { get; init; } = 2;

    /// <summary>A name without a close for more sessions than this is in no path that begins now.</summary>
    [Range(0, 2520, Unit = "sessions")]
    public int StaleSessions { get; init; } = 5;

    /// <summary>The constant beside a scenario's slots: about what a hard month does to one sector.</summary>
    [Range(0, 100)]
    public double Depth { get; init; } = 6;

    /// <summary>Factor of the market's slot; those of sectors have 1. All scenarios share the market, few break a given sector.</summary>
    [Range(0, 10)]
    public double MarketScale { get; init; } = 0.5;

    /// <summary>Factor of the slots of classes: coarser addresses than sectors.</summary>
    [Range(0, 10)]
    public double ClassScale { get; init; } = 0.25;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (MinimumHistory > HistorySessions)
            yield return (nameof(MinimumHistory), FormattableString.Invariant($"must be at most history_sessions {HistorySessions}, found {MinimumHistory}"));
    }
}
