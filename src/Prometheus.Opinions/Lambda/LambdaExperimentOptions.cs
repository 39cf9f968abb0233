using System.Globalization;
using Prometheus.Core.Errors;

namespace Prometheus.Opinions.Lambda;

/// <summary>One experiment: a model, a training range, a later test range. All dates are inclusive.</summary>
public sealed record LambdaExperimentOptions
{
    public required string ExperimentId { get; init; }

    public required LambdaModel Model { get; init; }

    public required DateOnly TrainStart { get; init; }

    public required DateOnly TrainEnd { get; init; }

    public required DateOnly TestStart { get; init; }

    public required DateOnly TestEnd { get; init; }

    /// <summary>Share of the clusters that counts as the top of a day.</summary>
    public double TopQuantile { get; init; } = 0.2;

    /// <exception cref="UserError">Ranges that end before they begin, a test that does not lie after the training, or a share outside (0, 1).</exception>
    public void Validate()
    {
        Guard.NotBlank(ExperimentId, "the experiment id");
        RequireOrder(TrainStart, TrainEnd, "training");
        RequireOrder(TestStart, TestEnd, "test");
        if (TestStart <= TrainEnd)
        {
            throw new UserError(string.Create(
                CultureInfo.InvariantCulture, $"the test must begin after the training ends on {TrainEnd:yyyy-MM-dd}, found {TestStart:yyyy-MM-dd}"));
        }

        if (!(TopQuantile > 0 && TopQuantile < 1))
            throw new UserError(string.Create(CultureInfo.InvariantCulture, $"the top quantile must lie between 0 and 1, both excluded, found {TopQuantile}"));
    }

    private static void RequireOrder(DateOnly start, DateOnly end, string range)
    {
        if (end < start)
            throw new UserError(string.Create(CultureInfo.InvariantCulture, $"the {range} range ends on {end:yyyy-MM-dd} before it begins on {start:yyyy-MM-dd}"));
    }
}
