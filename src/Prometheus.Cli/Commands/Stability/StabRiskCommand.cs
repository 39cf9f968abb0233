using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.States.Stability;
using Prometheus.Workflows.Stability;

namespace Prometheus.Cli.Commands.Stability;

/// <summary><c>stab risk</c>, also <c>script backfill_stability_change_risk</c>.</summary>
internal static class StabRiskCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var market = CommonOptions.Market();
        var entity = EntityTypeOption.Build();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var horizon = DeclaredOption.Of<StateChangeOptions, int>(nameof(StateChangeOptions.HorizonSteps), "--horizon-steps", "sessions ahead", "n");
        var output = TableOutput.File();
        return host.Command(
            name,
            "how likely each stored soft-target class is to change, from the transitions stored by then",
            name == "risk"
                ? "prometheus stab risk --start 2022-01-03 --end 2022-12-30 --output stab_risk.csv"
                : $"prometheus script {name} --entity-type INSTRUMENT --start 2022-01-03 --end 2022-12-30 --horizon-steps 1 --output stab_risk.csv",
            [market, entity, start, end, horizon, output],
            call =>
            {
                var (from, to) = call.Range(start, end);
                var kind = StabilityEntity.Parse(call.Get(entity));
                using var databases = new DatabasePair(call.Settings);
                var options = StateChangeOptions.Default with { HorizonSteps = call.Get(horizon) };
                var rows = StabilityRisk.Rows(databases, call.Get(market), kind, from, to, options, call.Cancellation);
                return TableOutput.Write(call, call.Get(output), StabilityRisk.Header, rows, $"no {kind} of {call.Get(market)} has a stored class in that range");
            });
    }
}
