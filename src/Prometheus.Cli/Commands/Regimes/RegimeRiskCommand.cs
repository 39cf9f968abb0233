using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.States.Regimes;
using Prometheus.Workflows.Regimes;

namespace Prometheus.Cli.Commands.Regimes;

/// <summary><c>regime risk</c>, also <c>script backfill_regime_change_risk</c>.</summary>
internal static class RegimeRiskCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var region = RegimeFlags.Region();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var horizon = DeclaredOption.Of<RegimeRiskOptions, int>(nameof(RegimeRiskOptions.HorizonSteps), "--horizon-steps", "sessions ahead", "n");
        var columns = new Option<string?>("--columns") { Description = "all: with hit probability, observations and model", HelpName = "all" };
        var output = TableOutput.File();
        return host.Command(
            name,
            "how likely the stored regime of each session is to change, from the transitions stored by then",
            name == "risk"
                ? "prometheus regime risk --region US --start 2022-01-03 --end 2022-12-30 --output regime_risk.csv"
                : $"prometheus script {name} --region US --start 2022-01-03 --end 2022-12-30 --horizon-steps 1 --output regime_risk.csv",
            [region, start, end, horizon, columns, output],
            call =>
            {
                var (from, to) = call.Range(start, end);
                if (call.Get(columns) is { } wanted && wanted != "all")
                    throw new UserError($"--columns expects all, found '{wanted}'");
                var header = call.Get(columns) is null ? RegimeRiskSeries.Header : RegimeRiskSeries.AllColumns;
                using var databases = new DatabasePair(call.Settings);
                var options = RegimeRiskOptions.Default with { HorizonSteps = call.Get(horizon) };
                var rows = RegimeRiskSeries.Rows(databases, call.Get(region), from, to, options).Select(r => r[..header.Count]);
                return TableOutput.Write(call, call.Get(output), header, rows, $"no regime of {call.Get(region)} is stored in that range");
            });
    }
}
