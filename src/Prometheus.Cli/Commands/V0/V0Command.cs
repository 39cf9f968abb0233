using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Engines.Opportunity;
using Prometheus.Jobs;
using Prometheus.Storage.Databases;
using Prometheus.Workflows.V0;

namespace Prometheus.Cli.Commands.V0;

/// <summary><c>campaign v0</c>: seed 000 from states to choices in one command.</summary>
internal static class V0Command
{
    public static Command Build(CommandHost host)
    {
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var region = new Option<string>("--region") { Description = "US, EU or ASIA", DefaultValueFactory = _ => "US", HelpName = "region" };
        var strategy = new Option<string?>("--strategy-id") { Description = "strategy whose sleeves run [<market>_CORE_LONG_EQ]", HelpName = "id" };
        var trainEnd = CommonOptions.OptionalDate("--train-end", "last date λ̂ is trained on; backtests begin after it [three fifths of the range]");
        var model = new Option<string>("--model") { Description = $"λ model: {string.Join(", ", LambdaModelNames.All)}", DefaultValueFactory = _ => "global_linear_full", HelpName = "name" };
        var weight = new Option<double>("--lambda-weight") { Description = "points a standard deviation of λ̂ adds to a universe score", DefaultValueFactory = _ => 10, HelpName = "points" };
        var size = new Option<int>("--max-universe-size") { Description = "most members of every universe", DefaultValueFactory = _ => 200, HelpName = "n" };
        var topK = new Option<int>("--top-k") { Description = "sleeves each rule of Meta chooses", DefaultValueFactory = _ => 3, HelpName = "n" };
        var cash = new Option<double>("--initial-cash") { Description = "starting cash of each sleeve", DefaultValueFactory = _ => 1_000_000, HelpName = "amount" };
        var output = new Option<string>("--output") { Description = "folder for the CSV files and pages", DefaultValueFactory = _ => "./prometheus-v0", HelpName = "folder" };
        var workers = CommonOptions.Workers();
        return host.Command(
            "v0",
            "the whole v0 flow: states, risk series, universes, λ, scenarios, backtests with and without risk and λ̂, choices, one report",
            "prometheus campaign v0 --start 2020-01-02 --end 2022-12-30 --output v0",
            [start, end, region, strategy, trainEnd, model, weight, size, topK, cash, output, workers],
            call =>
            {
                var (from, to) = call.Range(start, end);
                var options = new V0Options
                {
                    Start = from,
                    End = to,
                    Region = call.Get(region),
                    StrategyId = call.Get(strategy),
                    TrainEnd = call.Get(trainEnd),
                    Model = LambdaModelNames.Parse(call.Get(model)),
                    LambdaWeight = call.Get(weight),
                    MaximumUniverseSize = call.Get(size),
                    TopK = call.Get(topK),
                    InitialCash = call.Get(cash),
                    Folder = call.Get(output),
                    Workers = call.Workers(workers),
                };
                using var databases = new DatabasePair(call.Settings);
                var result = RunV0.Execute(databases, options, new JobRunner(TimeProvider.System), new FlowProgressLine(call.Host.Error), call.Cancellation);
                call.Print(V0Table.Of(result));
                foreach (var page in WriteV0Pages.Execute(result))
                    call.Say($"page  {page}");
                return result.AnyFailed ? ExitCode.Partial : ExitCode.Done;
            });
    }
}
