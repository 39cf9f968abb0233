using Prometheus.Backtest.Sleeves;
using Prometheus.Cli.Hosting;
using Prometheus.Reports.Tables;

namespace Prometheus.Cli.Commands;

internal static class SleeveListCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var strategy = new Option<string>("--strategy-id") { Description = "strategy", DefaultValueFactory = _ => "US_CORE_LONG_EQ", HelpName = "id" };
        var market = new Option<string>("--market-id") { Description = "market", DefaultValueFactory = _ => "US_EQ", HelpName = "id" };
        return host.Command(
            name,
            "print the core sleeves of a strategy (horizons 5, 21 and 63) and the --sleeve text of each",
            $"{host.Line("sleeve", name)} --strategy-id US_CORE_LONG_EQ --market-id US_EQ",
            [strategy, market],
            call =>
            {
                var rows = SleeveCatalog.CoreLong(call.Get(strategy), call.Get(market))
                    .Select(s => new object?[] { s.SleeveId, s.StrategyId, s.MarketId, s.UniverseId, s.PortfolioId, s.AssessmentStrategyId, s.AssessmentHorizonDays, s.ToString() })
                    .ToArray();
                return call.Print(new Table(["sleeve_id", "strategy_id", "market_id", "universe_id", "portfolio_id", "assessment_strategy_id", "assessment_horizon_days", "sleeve"], rows));
            });
    }
}
