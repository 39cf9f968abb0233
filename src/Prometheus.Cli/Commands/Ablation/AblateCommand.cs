using System.CommandLine;
using Prometheus.Backtest.Sleeves;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Jobs;
using Prometheus.Reports.Ablation;
using Prometheus.Storage.Databases;
using Prometheus.Workflows.Ablation;

namespace Prometheus.Cli.Commands.Ablation;

/// <summary><c>campaign ablate</c>: the same sleeves with and without embeddings.</summary>
internal static class AblateCommand
{
    public static Command Build(CommandHost host)
    {
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var market = CommonOptions.Market();
        var strategy = new Option<string?>("--strategy-id") { Description = "strategy whose sleeves run [<market>_CORE_LONG_EQ]", HelpName = "id" };
        var trainEnd = CommonOptions.OptionalDate("--train-end", "last date λ̂ is trained on; backtests begin after it [three fifths of the range]");
        var rules = new Option<string>("--regime-rules") { Description = "share of its weights a book takes by regime", DefaultValueFactory = _ => "CRISIS=0,RISK_OFF=0.5", HelpName = "LABEL=share,…" };
        var weight = new Option<double>("--lambda-weight") { Description = "points a standard deviation of λ̂ adds to a universe score", DefaultValueFactory = _ => 10, HelpName = "points" };
        var size = new Option<int>("--max-universe-size") { Description = "most members of every universe", DefaultValueFactory = _ => 200, HelpName = "n" };
        var topK = new Option<int>("--top-k") { Description = "sleeves each rule of Meta chooses", DefaultValueFactory = _ => 3, HelpName = "n" };
        var cash = new Option<double>("--initial-cash") { Description = "starting cash of each sleeve", DefaultValueFactory = _ => 1_000_000, HelpName = "amount" };
        var output = new Option<string>("--output") { Description = "folder for the CSV files and the page", DefaultValueFactory = _ => "./prometheus-ablation", HelpName = "folder" };
        var workers = CommonOptions.Workers();
        return host.Command(
            "ablate",
            "the same sleeves and dates with regimes, stability, assessment and λ̂ each with and without embeddings, and what that was worth",
            "prometheus campaign ablate --start 2020-01-02 --end 2022-12-30 --max-universe-size 30 --output ablation",
            [start, end, market, strategy, trainEnd, rules, weight, size, topK, cash, output, workers],
            call =>
            {
                var (from, to) = call.Range(start, end);
                var options = new AblationOptions
                {
                    Start = from,
                    End = to,
                    MarketId = call.Get(market),
                    StrategyId = call.Get(strategy),
                    TrainEnd = call.Get(trainEnd),
                    RegimeRules = RegimeRules.Parse(call.Get(rules)),
                    LambdaWeight = call.Get(weight),
                    MaximumUniverseSize = call.Get(size),
                    TopK = call.Get(topK),
                    InitialCash = call.Get(cash),
                    Folder = call.Get(output),
                    Workers = call.Workers(workers),
                };
                using var databases = new DatabasePair(call.Settings);
                using var progress = new JobProgressLine(call.Host.Error, "ablation");
                var result = RunAblation.Execute(databases, options, new JobRunner(TimeProvider.System), progress, call.Cancellation);
                var model = WriteAblationPage.ModelOf(result);
                call.Print(AblationTable.Of(model));
                foreach (var missing in result.Missing)
                    call.Say($"left out  {missing}");
                call.Say($"page  {WriteAblationPage.Execute(result, model)}");
                return result.IsPartial ? ExitCode.Partial : ExitCode.Done;
            });
    }
}
