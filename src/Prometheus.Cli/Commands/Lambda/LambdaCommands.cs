using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Opinions.Lambda;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Lambda;

/// <summary><c>lambda</c>: λ, its forecasts, and what they were worth.</summary>
internal static class LambdaCommands
{
    /// <summary><c>lambda backfill</c>, also <c>script backfill_opportunity_density</c>.</summary>
    public static Command Backfill(CommandHost host, string name)
    {
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var markets = new Option<string[]>("--market") { Description = "market id, once a market [US_EQ]", DefaultValueFactory = _ => ["US_EQ"], HelpName = "id" };
        var lookback = DeclaredOption.Of<LambdaDensityOptions, int>(nameof(LambdaDensityOptions.LookbackSessions), "--lookback-days", "sessions of the volatility window", "n");
        var smallest = DeclaredOption.Of<LambdaDensityOptions, int>(nameof(LambdaDensityOptions.MinimumNames), "--min-cluster-size", "names a cluster needs", "n");
        var workers = CommonOptions.Workers();
        var output = TableOutput.File();
        return host.Command(
            name,
            "opportunity density λ of every cluster (market, sector, soft-target class) on every session",
            name == "backfill"
                ? "prometheus lambda backfill --start 2022-01-03 --end 2022-12-30 --output lambda.csv"
                : $"prometheus script {name} --start 2022-01-03 --end 2022-12-30 --market US_EQ --lookback-days 20 --min-cluster-size 5 --output lambda.csv",
            [start, end, markets, lookback, smallest, workers, output],
            (call, databases) =>
            {
                var (from, to) = call.Range(start, end);
                var options = LambdaDensityOptions.Default with { LookbackSessions = call.Get(lookback), MinimumNames = call.Get(smallest) };
                var found = BackfillLambda.Execute(databases, call.Get(markets), from, to, options, call.Workers(workers), call.Cancellation);
                if (found.ComputedSessions > 0)
                    call.Say($"on {found.ComputedSessions} sessions no soft-target class is stored; their classes were computed");
                return TableOutput.Write(
                    call,
                    call.Get(output),
                    BackfillLambda.Header,
                    found.Rows.Select(BackfillLambda.Cells),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"no cluster of {string.Join(", ", call.Get(markets))} has {options.MinimumNames} names with returns from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}"));
            });
    }

    /// <summary><c>lambda experiment</c>, also <c>script run_opportunity_density_experiment</c>.</summary>
    public static Command Experiment(CommandHost host, string name)
    {
        var flags = new LambdaExperimentFlags();
        var example = "--input lambda.csv --output lambda_experiments.csv --experiment-id US_EQ_GL_FULL_V0 --model global_linear_full "
            + "--train-start 2022-01-03 --train-end 2022-06-30 --test-start 2022-07-01 --test-end 2022-12-30 --predictions-output lambda_predictions.csv";
        return host.Command(
            name,
            "fit a forecast of λ on one range of dates and judge it on a later one",
            $"{host.Line("lambda", name)} {example}",
            flags.Symbols,
            (call, databases) =>
            {
                var (files, options) = (flags.Files(call), flags.Options(call));
                var result = RunLambdaExperiment.Execute(databases, files, options);
                var columns = files.AllColumns ? LambdaResultColumns.All : LambdaResultColumns.Seed;
                LambdaResultTable.Print(call, new Table(columns, [LambdaResultColumns.Cells(result)[..columns.Count]]), null);
                call.Say($"{files.Output}: {options.ExperimentId}, {result.Metrics.PairsTrain} rows to train on ({result.Metrics.Purged} purged), {result.Metrics.PairsTest} to judge by");
                if (files.Predictions is { } predictions)
                    call.Say($"{predictions}: {result.Rows.Count} predictions");
                return ExitCode.Done;
            });
    }

    private sealed class LambdaExperimentFlags
    {
        private readonly Option<string> _input = File("--input", "λ panel, as lambda backfill writes it");
        private readonly Option<string> _output = File("--output", "results file; the rows of the experiment are replaced");
        private readonly Option<string> _experiment = new("--experiment-id") { Description = "names the experiment", Required = true, HelpName = "id" };
        private readonly Option<string> _model = new("--model") { Description = string.Join(", ", LambdaModelNames.All), Required = true, HelpName = "model" };
        private readonly Option<DateOnly> _trainStart = CommonOptions.Date("--train-start", "first date to learn from", required: true);
        private readonly Option<DateOnly> _trainEnd = CommonOptions.Date("--train-end", "last date to learn from, outcomes included", required: true);
        private readonly Option<DateOnly> _testStart = CommonOptions.Date("--test-start", "first date to predict, after the training", required: true);
        private readonly Option<DateOnly> _testEnd = CommonOptions.Date("--test-end", "last date to predict", required: true);
        private readonly Option<double> _top = DeclaredOption.Of<LambdaExperimentOptions, double>(nameof(LambdaExperimentOptions.TopQuantile), "--top-quantile", "share of a day's clusters that is its top", "share");
        private readonly Option<string?> _predictions = Maybe("--predictions-output", "predictions file; the rows of the experiment are replaced");
        private readonly Option<string?> _regime = Maybe("--regime-risk-csv", "regime risk series to join by date and region");
        private readonly Option<string?> _stability = Maybe("--stab-risk-csv", "STAB risk series of instruments to join as means by cluster");
        private readonly Option<string?> _features = CommonOptions.Features();
        private readonly Option<string?> _columns = new("--columns") { Description = "all: results with rmse, qlike, Diebold-Mariano, daily IC, R2 and purged rows", HelpName = "all" };

        public IEnumerable<Symbol> Symbols =>
            [_input, _output, _experiment, _model, _trainStart, _trainEnd, _testStart, _testEnd, _top, _predictions, _regime, _stability, _features, _columns];

        public LambdaExperimentFiles Files(Invocation call)
        {
            if (call.Get(_columns) is { } columns and not "all")
                throw new UserError($"--columns expects all, found '{columns}'");
            return new LambdaExperimentFiles
            {
                Input = call.Get(_input),
                Output = call.Get(_output),
                Predictions = call.Get(_predictions),
                RegimeRisk = call.Get(_regime),
                StabilityRisk = call.Get(_stability),
                Features = call.Get(_features),
                AllColumns = call.Get(_columns) is not null,
            };
        }

        public LambdaExperimentOptions Options(Invocation call) => DeclaredOption.Checked(new LambdaExperimentOptions
        {
            ExperimentId = call.Get(_experiment),
            Model = LambdaModelNames.Parse(call.Get(_model)),
            TrainStart = call.Get(_trainStart),
            TrainEnd = call.Get(_trainEnd),
            TestStart = call.Get(_testStart),
            TestEnd = call.Get(_testEnd),
            TopQuantile = call.Get(_top),
        }, _experiment.Name, _trainEnd.Name, _testStart.Name, _testEnd.Name);

        private static Option<string> File(string name, string description) => new(name) { Description = description, Required = true, HelpName = "file" };

        private static Option<string?> Maybe(string name, string description) => new(name) { Description = description, HelpName = "file" };
    }

    /// <summary><c>lambda summarise</c>, also <c>script summarise_opportunity_density_experiments</c>.</summary>
    public static Command Summarise(CommandHost host, string name)
    {
        var input = new Option<string>("--input") { Description = "results file of lambda experiment", Required = true, HelpName = "file" };
        var sort = new Option<string>("--sort-by") { Description = "column of numbers, highest first", DefaultValueFactory = _ => "pearson_corr", HelpName = "column" };
        var top = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--top-k", "how many experiments", "n");
        return host.Command(
            name,
            "the best experiments of a results file",
            $"{host.Line("lambda", name)} --input lambda_experiments.csv --sort-by pearson_corr --top-k 20",
            [input, sort, top],
            call =>
            {
                LambdaResultTable.Print(call, SummariseExperiments.Execute(call.Get(input), call.Get(sort), call.Get(top)), call.Get(sort));
                return ExitCode.Done;
            });
    }

    /// <summary><c>lambda align</c>, also <c>script analyse_lambda_universe_alignment</c>.</summary>
    public static Command Align(CommandHost host, string name)
    {
        var predictions = new Option<string>("--lambda-predictions") { Description = "predictions file of lambda experiment", Required = true, HelpName = "file" };
        var experiment = new Option<string>("--experiment-id") { Description = "whose predictions", Required = true, HelpName = "id" };
        var universe = new Option<string>("--universe-id") { Description = "which universe", Required = true, HelpName = "id" };
        var run = new Option<string?>("--run-id") { Description = "context: live or a run id [every one that has the universe]", HelpName = "id" };
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        return host.Command(
            name,
            "does a stored universe sit where λ̂ is high, and where λ turned out high?",
            $"{host.Line("lambda", name)} --lambda-predictions lambda_predictions.csv --experiment-id US_EQ_GL_FULL_V0 --universe-id CORE_EQ_US_LAMBDA --start 2022-07-01 --end 2022-12-30",
            [predictions, experiment, universe, run, start, end],
            (call, databases) =>
            {
                var (from, to) = call.Range(start, end);
                var rows = AlignUniverse.Execute(
                    databases, call.Get(predictions), call.Get(experiment), call.Get(universe), call.Get(run), from, to);
                call.Say($"universe {call.Get(universe)} in context {string.Join(", ", rows.Select(r => r[0]).Distinct())}");
                return call.Print(new Table(AlignUniverse.Header, rows));
            });
    }
}
