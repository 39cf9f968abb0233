namespace Prometheus.Scenarios;

/// <summary>How the paths of a set are drawn from the days of its base window. All keep whole days, so the cross-section stays as it was.</summary>
public enum ScenarioCategory
{
    /// <summary>Runs of consecutive days as they happened, drawn with replacement and equal probability.</summary>
    Historical,

    /// <summary>Single days, independent of each other: the cross-section is kept, what happens from day to day is lost.</summary>
    Bootstrap,

    /// <summary>Single days among the worst ones for the average name, made worse by a factor.</summary>
    Stressed,

    /// <summary>Blocks of consecutive days of random length (Politis and Romano's stationary bootstrap): keeps most of what happens from day to day.</summary>
    BlockBootstrap,
}
