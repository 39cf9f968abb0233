using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.Files;
using Prometheus.Workflows.Lambda;
using Prometheus.Workflows.Stability;
using Xunit;

namespace Prometheus.IntegrationTests.Lambda;

/// <summary>States → STAB risk → λ → λ̂ on a stored synthetic market, as the commands call them.</summary>
public sealed class LambdaFlowTests : IDisposable
{
    private static readonly DateOnly Start = new(2013, 1, 2);
    private static readonly DateOnly End = new(2014, 12, 31);

    private readonly StoreCopy _store = SyntheticStore.Copy();
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-lambda-").FullName;

    private DatabasePair Databases => _store.Databases;

    [Fact]
    public void Without_stored_classes_stab_risk_names_the_command_that_stores_them()
    {
        var problem = Assert.Throws<NothingMatchedError>(() => Risk("INSTRUMENT", Start, End));
        Assert.Contains("prometheus stab backfill --entity-type INSTRUMENT", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stab_risk_of_a_date_does_not_depend_on_what_is_stored_for_later()
    {
        Backfill(Start, End);
        var half = new DateOnly(2013, 12, 31);
        var whole = Risk("INSTRUMENT", Start, End);
        var past = Risk("INSTRUMENT", Start, half);
        Assert.InRange(past.Length, 5000, whole.Length);
        Assert.Equal(whole.Take(past.Length), past);
        Databases.Runtime.InTransaction(unit => unit.Execute("DELETE FROM soft_target_classes WHERE as_of_date > @half", new { half }));
        Assert.Equal(past, Risk("INSTRUMENT", Start, End));
    }

    [Fact]
    public void Sectors_and_the_market_are_stored_once_and_have_a_risk()
    {
        foreach (var kind in new[] { StabilityAggregation.Sector, StabilityAggregation.WholeMarket })
        {
            var first = BackfillGroup(kind);
            var again = BackfillGroup(kind);
            Assert.Equal((2, 0), (first.Done, first.Skipped));
            Assert.Equal((0, 2), (again.Done, again.Skipped));
            var top = StabilityStore.ReadTop(Databases.Runtime, kind, StabilityState.DefaultModelId, End, 3);
            Assert.All(top, r => Assert.InRange(r.Coverage!.Value, 0.5, 1));
            Assert.Equal(top.OrderByDescending(r => r.OverallScore).Select(r => r.EntityId), top.Select(r => r.EntityId));
            Assert.All(Risk(kind, Start, End), line => Assert.Contains($",{kind},US_EQ", line, StringComparison.Ordinal));
        }

        var history = StabilityStore.ReadHistory(Databases.Runtime, StabilityAggregation.WholeMarket, "US_EQ", StabilityState.DefaultModelId, Start, End);
        Assert.Equal(504, history.Count);
    }

    [Fact]
    public void Stored_and_computed_classes_give_the_same_λ_and_the_past_keeps_its_rows()
    {
        var computed = Lambda(End);
        Assert.Equal(504, computed.ComputedSessions);
        Backfill(new DateOnly(2014, 1, 2), End);
        var mixed = Lambda(End);
        Assert.Equal(252, mixed.ComputedSessions);
        Assert.Equal(computed.Rows, mixed.Rows);
        Assert.InRange(computed.Rows.Count, 500, 20_000);

        var last = new DateOnly(2014, 3, 14);
        Assert.Equal(computed.Rows.Where(r => r.AsOf <= last), Lambda(last).Rows);
    }

    [Fact]
    public void An_experiment_replaces_its_rows_and_keeps_those_of_others()
    {
        var files = Panel();
        var options = Options("B", LambdaModel.GlobalLinearFull);
        var result = RunLambdaExperiment.Execute(Databases, files, options);
        RunLambdaExperiment.Execute(Databases, files with { RegimeRisk = null, StabilityRisk = null }, Options("A", LambdaModel.Persistence));
        var (results, predictions) = (File.ReadAllText(files.Output), File.ReadAllText(files.Predictions!));
        RunLambdaExperiment.Execute(Databases, files, options);
        Assert.Equal(results, File.ReadAllText(files.Output));
        Assert.Equal(predictions, File.ReadAllText(files.Predictions!));

        var lines = results.TrimEnd('\n').Split('\n');
        Assert.Equal(
            "experiment_id,model,train_start,train_end,test_start,test_end,top_quantile,num_pairs_train,num_pairs_test,num_days_uplift,pearson_corr,spearman_corr,avg_uplift,uplift_std_err",
            lines[0]);
        Assert.Equal(["B,global_linear_full", "A,persistence"], lines[1..].Select(l => string.Join(',', l.Split(',')[..2])));
        Assert.Equal(
            "as_of_date,market_id,sector,soft_target_class,num_instruments,dispersion,avg_vol_window,lambda_value,regime_risk_score,stab_risk_score,"
                + "stab_p_worsen_any,lambda_next,lambda_prev,lambda_trend,lambda_hat,experiment_id,available_at,train_start,train_end",
            predictions[..predictions.IndexOf('\n', StringComparison.Ordinal)]);
        Assert.Contains(result.Fit.Terms, t => t is { Feature: LambdaFeature.StabRiskScore, IsRedundant: false });
        Assert.Contains(result.Fit.Terms, t => t is { Feature: LambdaFeature.RegimeRiskScore, IsRedundant: false });

        var read = LambdaPredictionsFile.Read(files.Predictions!, "B");
        Assert.Equal(result.Rows.Count, read.Count);
        Assert.Equal(2, Databases.Runtime.Scalar<long>("SELECT COUNT(*) FROM opportunity_experiments"));
    }

    [Fact]
    public void All_columns_stand_behind_those_of_the_seed()
    {
        var files = Panel();
        RunLambdaExperiment.Execute(Databases, files, Options("B", LambdaModel.GlobalAr1));
        RunLambdaExperiment.Execute(Databases, files with { AllColumns = true }, Options("C", LambdaModel.GlobalAr1));
        var lines = File.ReadAllLines(files.Output);
        Assert.EndsWith(
            "uplift_std_err,rmse,qlike,dm_stat,dm_pvalue,dm_stat_vs_persistence,dm_pvalue_vs_persistence,daily_ic_mean,daily_ic_t_nw,r2_oos_vs_persistence,n_purged",
            lines[0],
            StringComparison.Ordinal);
        Assert.Equal("B", lines[1].Split(',')[0]);
        Assert.Equal("", lines[1].Split(',')[^1]);
        Assert.InRange(int.Parse(lines[2].Split(',')[^1], CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public void Predictions_of_a_shorter_panel_are_those_of_the_whole_one()
    {
        var files = Panel();
        RunLambdaExperiment.Execute(Databases, files, Options("B", LambdaModel.GlobalLinearFull));
        var cut = Path.Combine(_folder, "cut.csv");
        File.WriteAllLines(cut, File.ReadLines(files.Input).Where(l => string.CompareOrdinal(l[..10], "2014-06-30") <= 0 || l.StartsWith("as_of", StringComparison.Ordinal)));
        var short_ = files with { Input = cut, Predictions = Path.Combine(_folder, "cut_predictions.csv"), Output = Path.Combine(_folder, "cut_results.csv") };
        RunLambdaExperiment.Execute(Databases, short_, Options("B", LambdaModel.GlobalLinearFull));
        var (whole, past) = (LambdaPredictionsFile.Read(files.Predictions!), LambdaPredictionsFile.Read(short_.Predictions!));
        Assert.Equal(whole.Until(new DateOnly(2014, 6, 30)).Digest, past.Digest);
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static LambdaExperimentOptions Options(string id, LambdaModel model) => new()
    {
        ExperimentId = id,
        Model = model,
        TrainStart = Start,
        TrainEnd = new DateOnly(2013, 12, 31),
        TestStart = new DateOnly(2014, 1, 1),
        TestEnd = End,
    };

    /// <summary>λ, regime risk (made up) and STAB risk as files.</summary>
    private LambdaExperimentFiles Panel()
    {
        Backfill(Start, End);
        var lambda = Lambda(End).Rows;
        var files = new LambdaExperimentFiles
        {
            Input = Path.Combine(_folder, "lambda.csv"),
            Output = Path.Combine(_folder, "deeper", "results.csv"),
            Predictions = Path.Combine(_folder, "predictions.csv"),
            RegimeRisk = Path.Combine(_folder, "regime.csv"),
            StabilityRisk = Path.Combine(_folder, "stab.csv"),
        };
        CsvFile.Write(files.Input, BackfillLambda.Header, lambda.Select(BackfillLambda.Cells));
        CsvFile.Write(
            files.RegimeRisk,
            ["as_of_date", "region", "regime_risk_score"],
            lambda.Select(r => r.AsOf).Distinct().Select((d, k) => new object?[] { d, "US", (k % 13) / 13.0 }));
        CsvFile.Write(
            files.StabilityRisk, StabilityRisk.Header, StabilityRisk.Rows(Databases, "US_EQ", "INSTRUMENT", Start, End, StateChangeOptions.Default));
        return files;
    }

    private string[] Risk(string kind, DateOnly start, DateOnly end)
        => StabilityRisk.Rows(Databases, "US_EQ", kind, start, end, StateChangeOptions.Default)
            .Select(row => string.Join(',', row.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)))).ToArray();

    private LambdaBackfill Lambda(DateOnly end)
        => BackfillLambda.Execute(Databases, ["US_EQ"], Start, end, LambdaDensityOptions.Default with { MinimumNames = 3 }, 2);

    private void Backfill(DateOnly start, DateOnly end)
        => BackfillStability.Execute(Databases, "US_EQ", StabilityEntity.Instrument, start, end, StabilityOptions.Default, new JobContext(new JobOptions(), new JobRunner(TimeProvider.System)));

    private JobOutcome BackfillGroup(string kind) => BackfillStability.Execute(
        Databases, "US_EQ", kind, Start, End, StabilityOptions.Default, new JobContext(new JobOptions(), new JobRunner(TimeProvider.System)));
}
