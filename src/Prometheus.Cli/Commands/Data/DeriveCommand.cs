using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.States.Prices;
using Prometheus.Workflows.States;

namespace Prometheus.Cli.Commands.Data;

internal static class DeriveCommand
{
    public static Command Build(CommandHost host)
    {
        var market = CommonOptions.Market();
        return BackfillVerb.Build(
            host,
            DerivedSeries.Definition,
            "derive daily returns and volatilities from stored prices",
            "prometheus data derive --market US_EQ",
            [market],
            (call, databases, jobs) => DeriveReturns.Execute(databases, call.Get(market), jobs));
    }
}
