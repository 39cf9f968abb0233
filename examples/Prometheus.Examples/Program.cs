using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Databases;
using Prometheus.Examples;
using Prometheus.Meta.Scoring;
using Prometheus.Workflows.MarketLoading;

// Runs two strategies on a stored market, draws scenarios, and lets Meta choose among sleeves. `./prometheus demo` fills a store; so does `./prometheus data import prices`.
//   dotnet run --project examples/Prometheus.Examples -- ./prometheus-data US_EQ
var home = args.Length > 0 ? args[0] : DatabaseSettings.DefaultHome;
var marketId = args.Length > 1 ? args[1] : "US_EQ";
using var databases = new DatabasePair(new DatabaseSettings(home));
SeedTwins.PrintCoverage(databases);
if (marketId == "US_EQ")
    ScenarioExample.Generate(databases, Console.Out);
var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = DateOnly.MaxValue });
var (first, last) = (market.Sessions[0], market.Sessions[market.Sessions.Count - 1]);
Console.WriteLine(FormattableString.Invariant($"{market.Instruments.Count} instruments, {first:yyyy-MM-dd} to {last:yyyy-MM-dd}"));

// W1 brings its own decision sessions and its own rules of trading, so it calls the walk itself: see W1Strategy.Run.
var w1 = W1Strategy.Run(market);
var equity = Array.ConvertAll(w1.Daily, d => d.Equity);
Console.WriteLine(FormattableString.Invariant(
    $"W1         final equity {equity[^1],14:F2}  Sharpe {AnnualisedSharpe.Of(EquityCurve.Returns(equity), 252),7:F4}  fills {w1.Fills.Length}"));

// A strategy of one's own goes through the same door as a sleeve: weekly decisions, costs, participation, risk, statistics, data card.
var run = CampaignEngine.Run(
    market,
    new CalmTrendStrategy(),
    new StrategyRunOptions { Start = first, End = last, Walk = new WalkOptions { InitialCash = 1_000_000 }, Rebalance = "monthly" },
    DecisionSchedule.VenueSessions(market.Definition.Exchange, first, last),
    workers: Environment.ProcessorCount);
Console.WriteLine(FormattableString.Invariant(
    $"calm trend final equity {run.Walk.Daily[^1].Equity,14:F2}  Sharpe {run.Metrics["annualised_sharpe"],7:F4}  fills {run.Walk.Fills.Length}"));
Console.WriteLine(run.Card.SurvivorshipNote);

// Meta chooses among finished runs, here of a campaign that is not even stored; `prometheus meta select` does the same with stored ones.
var campaign = new CampaignOptions
{
    MarketId = marketId,
    Start = last.AddYears(-1),
    End = last,
    Benchmark = $"EW_{marketId}",
    Sleeves = [.. SleeveCatalog.CoreLong("CORE_LONG_EQ", marketId).Select(spec => new CampaignSleeve(spec, SleeveOptions.Default))],
};
var sleeves = CampaignEngine.Run(
    market, campaign, DecisionSchedule.VenueSessions(market.Definition.Exchange, campaign.Start, last), dataDigest: "", workers: Environment.ProcessorCount);
SeedTwins.PrintTopSleeves(sleeves.Sleeves.Select(ScoredRun.Of), "CORE_LONG_EQ", last);
