using Prometheus.Cli.Hosting;
using Prometheus.States.Factors;
using Prometheus.Workflows.Factors;

namespace Prometheus.Cli.Commands.Factors;

internal static class BuildCommand
{
    public static Command Build(CommandHost host)
    {
        var market = CommonOptions.Market();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        return BackfillVerb.Build(
            host,
            FactorEngine.Definition,
            "save market, sector and statistical factors, the exposures of every name and month-end correlations",
            "prometheus factor build --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end],
            (call, databases, jobs) =>
            {
                var (from, to) = call.Range(start, end);
                return BuildFactors.Execute(databases, call.Get(market), from, to, FactorOptions.Default, jobs);
            });
    }
}
