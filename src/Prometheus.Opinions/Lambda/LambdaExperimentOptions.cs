using Prometheus.Core.Options;

namespace Prometheus.Opinions.Lambda;

/// <summary>One experiment: a model, a training range, a later test range. All dates are inclusive.</summary>
public sealed record LambdaExperimentOptions : IConsistentOptions
{
    public required string ExperimentId { get; init; }

    public required LambdaModel Model { get; init; }

    public required DateOnly TrainStart { get; init; }

    public required DateOnly TrainEnd { get; init; }

    public required DateOnly TestStart { get; init; }

    public required DateOnly TestEnd { get; init; }

    /// <summary>Share of the clusters that counts as the top of a day.</summary>
    [Range(0, 1, ExcludesMinimum = true, ExcludesMaximum = true, Unit = "fraction of clusters")]
    public double TopQuantile { get; init; } = 0.2;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (string.IsNullOrWhiteSpace(ExperimentId))
            yield return (nameof(ExperimentId), "must not be empty");
        if (TrainEnd < TrainStart)
            yield return (nameof(TrainEnd), FormattableString.Invariant($"lies before train_start {TrainStart:yyyy-MM-dd}, found {TrainEnd:yyyy-MM-dd}"));
        if (TestEnd < TestStart)
            yield return (nameof(TestEnd), FormattableString.Invariant($"lies before test_start {TestStart:yyyy-MM-dd}, found {TestEnd:yyyy-MM-dd}"));
        if (TestStart <= TrainEnd)
            yield return (nameof(TestStart), FormattableString.Invariant($"must lie after train_end {TrainEnd:yyyy-MM-dd}, found {TestStart:yyyy-MM-dd}"));
    }
}
