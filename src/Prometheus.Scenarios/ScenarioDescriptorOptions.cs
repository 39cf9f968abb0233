using Prometheus.Core.Errors;
using Prometheus.States.Stability;

namespace Prometheus.Scenarios;

/// <summary>Constants of the scenario descriptor φ.</summary>
public sealed record ScenarioDescriptorOptions
{
    public static ScenarioDescriptorOptions Default { get; } = new();

    /// <summary>The window the components are taken from, and the cuts of the classes.</summary>
    public StabilityOptions Stability { get; init; } = StabilityOptions.Default;

    /// <summary>Sessions of a name's state that count as what happened to it; a scenario's path counts whole. What lies before is its own history.</summary>
    public int RecentSessions { get; init; } = 21;

    /// <summary>Sessions of the history that the components are held against.</summary>
    public int HistorySessions { get; init; } = 252;

    /// <summary>Fewer observed components in the history mean no descriptor.</summary>
    public int MinimumHistory { get; init; } = 126;

    /// <summary>Sessions between the last training row of a scale and the first session it serves.</summary>
    public int EmbargoSessions { get; init; } = 21;

    /// <summary>Fewer training values mean no scale.</summary>
    public int MinimumTrainingValues { get; init; } = 30;

    /// <summary>Every so many sessions, counted from the first, are a training row.</summary>
    public int TrainingStride { get; init; } = 5;

    /// <summary>Largest worsening, and largest absolute loss, in training scales.</summary>
    public double Clip { get; init; } = 5;

    /// <summary>
    /// Largest improvement, in training scales: a name that is calm after a storm has not become the storm's opposite, it may break again.
    /// </summary>
    public double ImprovementClip { get; init; } = 1;

    /// <summary>Factor of the loss; the changes of the five components together have 1. What is lost counts more than how it feels.</summary>
    public double LossScale { get; init; } = 2;

    /// <summary>A name without a close for more sessions than this is in no path that begins now.</summary>
    public int StaleSessions { get; init; } = 5;

    /// <summary>The constant beside a scenario's slots: about what a hard month does to one sector.</summary>
    public double Depth { get; init; } = 6;

    /// <summary>Factor of the market's slot; those of sectors have 1. All scenarios share the market, few break a given sector.</summary>
    public double MarketScale { get; init; } = 0.5;

    /// <summary>Factor of the slots of classes: coarser addresses than sectors.</summary>
    public double ClassScale { get; init; } = 0.25;

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Guard.AtLeast(RecentSessions, 1, "recent sessions");
        Guard.AtLeast(HistorySessions, 2, "history sessions");
        Guard.AtLeast(MinimumHistory, 1, "minimum history");
        Guard.AtLeast(EmbargoSessions, 0, "embargo sessions");
        Guard.AtLeast(TrainingStride, 1, "training stride");
        Guard.InRange(Clip, 0.1, 100);
        Guard.InRange(ImprovementClip, 0.1, 100);
        Guard.InRange(LossScale, 0, 100);
        Guard.InRange(Depth, 0, 100);
        Guard.InRange(MarketScale, 0, 10);
        Guard.InRange(ClassScale, 0, 10);
    }
}
