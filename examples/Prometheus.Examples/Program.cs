using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Sleeves;
using Prometheus.Cli;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Examples;
using Prometheus.Jobs;
using Prometheus.Meta.Scoring;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.MarketLoading;

// Runs strategies on a stored market, draws scenarios, and lets Meta choose among sleeves. `./prometheus demo` fills a store; so does `./prometheus data import prices`.
//   dotnet run --project examples/Prometheus.Examples -- ./prometheus-data US_EQ
// Behind the word prometheus stands any command of the product, which then knows the strategies of this program:
//   dotnet run --project examples/Prometheus.Examples -- prometheus backtest verify 1f0c
if (args is ["prometheus", .. var command])
    return Application.Run(command, Console.Out, Console.Error, [CalmTrendStrategy.Definition]);

var home = args.Length > 0 ? args[0] : DatabaseSettings.DefaultHome;
var marketId = args.Length > 1 ? args[1] : "US_EQ";
using var databases = new DatabasePair(new DatabaseSettings(home));
SeedTwins.PrintCoverage(databases);
if (marketId == "US_EQ")
    ScenarioExample.Generate(databases, Console.Out);
var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = DateOnly.MaxValue, Reads = MarketReads.All });
var (first, last) = (market.Sessions[0], market.Sessions[market.Sessions.Count - 1]);
Console.WriteLine(FormattableString.Invariant($"{market.Instruments.Count} instruments, {first:yyyy-MM-dd} to {last:yyyy-MM-dd}"));

// W1 brings its own decision sessions and its own rules of trading, so it calls the walk itself: see W1Strategy.Run.
var w1 = W1Strategy.Run(market);
var equity = Array.ConvertAll(w1.Daily, d => d.Equity);
Console.WriteLine(FormattableString.Invariant(
    $"W1         final equity {equity[^1],14:F2}  Sharpe {AnnualisedSharpe.Of(EquityCurve.Returns(equity), 252),7:F4}  fills {w1.Fills.Length}"));

// A strategy of one's own is a sleeve: it runs beside the house's in one campaign, over the same signals, walk, costs, risk and statistics, and is
// stored, so that it can be listed, compared, verified, drawn and chosen like them.
var terms = SleeveOptions.Default with { Rebalance = "monthly" };
var campaign = new CampaignOptions
{
    MarketId = marketId,
    Start = last.AddYears(-1),
    End = last,
    Benchmark = $"EW_{marketId}",
    Sleeves =
    [
        .. SleeveCatalog.CoreLong("CORE_LONG_EQ", marketId).Select(spec => new CampaignSleeve(spec, SleeveOptions.Default)),
        CampaignSleeve.Of("CALM_TREND_30", marketId, CalmTrendStrategy.Definition.Configured(), terms),
        CampaignSleeve.Of("CALM_TREND_15", marketId, CalmTrendStrategy.Definition.With(new CalmTrendParameters { Names = 15 }), terms),
    ],
};
var done = RunCampaign.Execute(databases, campaign, Environment.ProcessorCount, new JobRunner(TimeProvider.System));
var runs = done.Result.Sleeves.OfType<SleeveRun>().ToArray();
foreach (var run in runs)
{
    Console.WriteLine(FormattableString.Invariant(
        $"{run.Sleeve.SleeveId,-16} final equity {run.Daily[^1].Equity,14:F2}  Sharpe {run.Metrics["annualised_sharpe"],7:F4}  fills {run.Fills.Length}"));
}

Console.WriteLine(runs[^1].Card.SurvivorshipNote);

// Meta chooses among finished runs, whoever's strategy they ran; `prometheus meta select` does the same.
SeedTwins.PrintTopSleeves(done.Result.Sleeves.Select(ScoredRun.Of), "CALM_TREND", last);
SeedTwins.PrintTopSleeves(done.Result.Sleeves.Select(ScoredRun.Of), "CORE_LONG_EQ", last);
return 0;
