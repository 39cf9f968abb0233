using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.States.Fragility;
using Prometheus.Workflows.Fragility;

namespace Prometheus.Cli.Commands.Fragility;

internal static class FragilityScoreCommand
{
    public static Command Build(CommandHost host)
    {
        var market = CommonOptions.Market();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var scenarios = new Option<string?>("--scenario-set-id") { Description = "paths behind the scenario component, by id or name; their data must end before the range [none]", HelpName = "id" };
        return BackfillVerb.Build(
            host,
            FragilityEngine.Definition,
            "save the fragility of every name on every session of a range",
            "prometheus fragility score --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end, scenarios],
            (call, databases, jobs) =>
            {
                var (from, to) = call.Range(start, end);
                return ScoreFragility.Execute(
                    databases, new FragilityScoreOptions { MarketId = call.Get(market), Start = from, End = to, ScenarioSetId = call.Get(scenarios) }, jobs);
            });
    }
}
