using Prometheus.Cli.Hosting;

namespace Prometheus.Cli.Commands.Backtests;

internal static class CampaignCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var flags = new CampaignFlags();
        return host.Command(
            name,
            "run sleeves on one market over one range, save everything, print one row a sleeve",
            $"{host.Line("backtest", name)} --market-id US_EQ --start 2022-01-03 --end 2022-12-30 --sleeve S_H21:S:US_EQ:S_UNIVERSE:S_PORTFOLIO:S_ASSESS:21",
            flags.Symbols,
            call => CampaignExecution.Run(call, flags.Read(call), call.Get(flags.Workers)));
    }
}
