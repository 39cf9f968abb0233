using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Opinions.Lambda;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Lambda;

/// <summary><c>lambda experiment</c>, also <c>script run_opportunity_density_experiment</c>.</summary>
internal static class LambdaExperimentCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var flags = new LambdaExperimentFlags();
        var example = "--input lambda.csv --output lambda_experiments.csv --experiment-id US_EQ_GL_FULL_V0 --model global_linear_full "
            + "--train-start 2022-01-03 --train-end 2022-06-30 --test-start 2022-07-01 --test-end 2022-12-30 --predictions-output lambda_predictions.csv";
        return host.Command(
            name,
            "fit a forecast of λ on one range of dates and judge it on a later one",
            $"{host.Line("lambda", name)} {example}",
            flags.Symbols,
            call =>
            {
                var (files, options) = (flags.Files(call), flags.Options(call));
                using var databases = new DatabasePair(call.Settings);
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
}
