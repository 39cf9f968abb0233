using Prometheus.Core.Errors;
using Prometheus.Core.Statistics;
using Prometheus.Opinions.Lambda;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Opinions.Lambda;

public class LambdaExperimentTests
{
    private const int Sessions = 90;

    private static readonly DateOnly[] Dates = TinyMarket.Weekdays(Sessions);

    public static TheoryData<LambdaModel> Models => [.. Enum.GetValues<LambdaModel>()];

    [Theory]
    [MemberData(nameof(Models))]
    public void Predictions_do_not_change_when_the_future_is_cut_or_changed(LambdaModel model)
    {
        var rows = PlantedLambda.Rows(7, 0.9, Sessions);
        var options = PlantedLambda.Experiment(model, Sessions);
        var whole = Predictions(rows, options);
        foreach (var last in new[] { 60, 71, 88 })
        {
            var past = rows.Where(r => r.AsOf <= Dates[last]).ToArray();
            var changed = rows.Select(r => r.AsOf <= Dates[last] ? r : r with { Lambda = 5 * r.Lambda, Names = 3, RegimeRisk = 0.5 }).ToArray();
            var expected = whole.Where(p => p.Date <= Dates[last]).ToArray();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, Predictions(past, options));
            Assert.Equal(expected, Predictions(changed, options).Where(p => p.Date <= Dates[last]));
        }
    }

    [Fact]
    public void The_last_training_session_is_purged_and_the_last_session_of_all_is_predicted()
    {
        var panel = new LambdaPanel(PlantedLambda.Rows(1, 0.9, Sessions));
        var result = LambdaExperiment.Run(panel, PlantedLambda.Experiment(LambdaModel.GlobalAr1, Sessions));
        Assert.Equal((20, 59 * 20, 29 * 20), (result.Metrics.Purged, result.Metrics.PairsTrain, result.Metrics.PairsTest));
        Assert.Equal(30 * 20, result.Predictions.Count);
        Assert.Equal(Dates[^1], panel[result.Rows[^1]].AsOf);
        Assert.True(double.IsNaN(panel.NextOf(result.Rows[^1])));
        Assert.All(result.Predictions, p => Assert.True(double.IsFinite(p)));
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        var rows = PlantedLambda.Rows(2, 0.9, Sessions);
        var options = PlantedLambda.Experiment(LambdaModel.GlobalLinearFull, Sessions);
        Assert.Equal(Predictions(rows, options), Predictions([.. rows.Reverse()], options));
    }

    [Fact]
    public void Scores_by_hand()
    {
        // Persistence on six clusters over three days; the third day has no next.
        double[][] days = [[1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 6, 5], [1, 2, 3, 5, 6, 4], [1, 2, 3, 4, 5, 6]];
        var rows = days.SelectMany((d, t) => d.Select((v, c) => new LambdaRow(Dates[t], "US_EQ", $"S{c}", "STABLE", 5, v, 0, v))).ToArray();
        var options = new LambdaExperimentOptions
        {
            ExperimentId = "hand",
            Model = LambdaModel.Persistence,
            TrainStart = Dates[0],
            TrainEnd = Dates[1],
            TestStart = Dates[2],
            TestEnd = Dates[3],
            TopQuantile = 0.2,
        };
        var metrics = LambdaExperiment.Run(new LambdaPanel(rows), options).Metrics;
        // Day 2: forecasts 1 2 3 5 6 4, outcomes 1 2 3 4 5 6; the cutoff is the .8 quantile, 5, so the top holds outcomes 4 and 5.
        Assert.Equal((6, 6, 6, 1), (metrics.PairsTrain, metrics.Purged, metrics.PairsTest, metrics.DaysUplift));
        Assert.Equal(4.5 - ((1 + 2 + 3 + 6) / 4.0), metrics.AverageUplift, 1e-15);
        Assert.Equal(Correlation.Pearson([1, 2, 3, 5, 6, 4], [1, 2, 3, 4, 5, 6]), metrics.Pearson, 1e-15);
        Assert.Equal(1 - (6.0 * (1 + 1 + 4) / (6 * 35)), metrics.Spearman, 1e-15);
        Assert.Equal(metrics.Spearman, metrics.DailyIcMean, 1e-15);
        Assert.Equal(1, metrics.Rmse, 1e-15);
        Assert.Equal(0, metrics.R2AgainstPersistence);
        Assert.True(double.IsNaN(metrics.AgainstPersistence.Statistic));
    }

    [Fact]
    public void Impossible_ranges_are_refused()
    {
        var panel = new LambdaPanel(PlantedLambda.Rows(1, 0.9, Sessions));
        var options = PlantedLambda.Experiment(LambdaModel.GlobalAr1, Sessions);
        Assert.Throws<UserError>(() => LambdaExperiment.Run(panel, options with { TestStart = options.TrainEnd }));
        Assert.Throws<UserError>(() => LambdaExperiment.Run(panel, options with { TestEnd = options.TestStart.AddDays(-1) }));
        Assert.Throws<UserError>(() => LambdaExperiment.Run(panel, options with { TopQuantile = 1 }));
        Assert.Throws<NothingMatchedError>(() => LambdaExperiment.Run(panel, options with { TrainStart = options.TrainEnd }));
        Assert.Throws<NothingMatchedError>(() => LambdaExperiment.Run(panel, options with { TestStart = new DateOnly(2030, 1, 1), TestEnd = new DateOnly(2030, 2, 1) }));
    }

    [Fact]
    public void The_comparison_of_Diebold_and_Mariano_by_hand()
    {
        // Differences 1 … 5: mean 3; below a hundred observations four lags are used, but never more than there are.
        var error = NeweyWest.StandardError([1, 2, 3, 4, 5], NeweyWest.Lags(5));
        var comparison = ForecastComparison.Of([1, 2, 3, 4, 5]);
        Assert.Equal(3 / error * Math.Sqrt(4 / 5.0), comparison.Statistic, 1e-12);
        Assert.Equal(StudentDistribution.TwoSided(comparison.Statistic, 4), comparison.PValue);
        Assert.True(double.IsNaN(ForecastComparison.Of([0, 0, 0]).Statistic));
    }

    private static (DateOnly Date, string Sector, string Class, double Value)[] Predictions(IReadOnlyList<LambdaRow> rows, LambdaExperimentOptions options)
    {
        var panel = new LambdaPanel(rows);
        var result = LambdaExperiment.Run(panel, options);
        return result.Rows.Select((r, k) => (panel[r].AsOf, panel[r].Sector, panel[r].SoftTargetClass, result.Predictions[k])).ToArray();
    }
}
