using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Core.Options;

namespace Prometheus.Opinions.Lambda;

/// <summary>
/// Fits a forecast on one range of dates and judges it on a later one (sheet B §6.2). A training row whose target lies after the range is
/// purged and counted. Every row of the test range is predicted, also those whose outcome is not known yet; only known outcomes are judged.
/// </summary>
public static class LambdaExperiment
{
    /// <exception cref="UserError">Ranges that cannot be meant.</exception>
    /// <exception cref="NothingMatchedError">No row to train on or none to predict.</exception>
    public static LambdaExperimentResult Run(LambdaPanel panel, LambdaExperimentOptions options)
    {
        OptionRules.Require(options);
        var (train, purged) = TrainingRows(panel, options);
        var test = Enumerable.Range(0, panel.Count).Where(k => panel[k].AsOf >= options.TestStart && panel[k].AsOf <= options.TestEnd).ToArray();
        if (train.Length == 0)
            throw Nothing("training", options.TrainStart, options.TrainEnd, $" with a λ on the next session inside the range ({purged} purged)");
        if (test.Length == 0)
            throw Nothing("test", options.TestStart, options.TestEnd, "");

        var fit = Fit(panel, train, options, options.Model);
        var predictions = fit.Predict(panel, test);
        var metrics = ForecastScores.Of(
            panel,
            test,
            predictions,
            Fit(panel, train, options, LambdaModel.ClusterMean).Predict(panel, test),
            options.TopQuantile) with
        { PairsTrain = train.Length, Purged = purged };
        return new LambdaExperimentResult(options, fit, test, predictions, metrics);
    }

    private static LambdaFit Fit(LambdaPanel panel, int[] train, LambdaExperimentOptions options, LambdaModel model)
        => LambdaFitting.Fit(panel, train, model, options.TrainStart, options.TrainEnd);

    private static (int[] Rows, int Purged) TrainingRows(LambdaPanel panel, LambdaExperimentOptions options)
    {
        var (rows, purged) = (new List<int>(), 0);
        for (var k = 0; k < panel.Count; k++)
        {
            if (panel[k].AsOf < options.TrainStart || panel[k].AsOf > options.TrainEnd || double.IsNaN(panel.NextOf(k)))
                continue;
            if (panel.NextSessionOf(k) > options.TrainEnd)
                purged++;
            else
                rows.Add(k);
        }

        return ([.. rows], purged);
    }

    private static NothingMatchedError Nothing(string side, DateOnly start, DateOnly end, string more)
        => new(string.Create(CultureInfo.InvariantCulture, $"the {side} range {start:yyyy-MM-dd} to {end:yyyy-MM-dd} holds no row{more}"));
}

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
