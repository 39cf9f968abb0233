using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
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
        var workers = CommonOptions.Workers();
        var force = CommonOptions.Force();
        return host.Command(
            "score",
            "save the fragility of every name on every session of a range",
            "prometheus fragility score --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end, scenarios, workers, force],
            call =>
            {
                var (from, to) = call.Range(start, end);
                using var databases = new DatabasePair(call.Settings);
                using var progress = new JobProgressLine(call.Host.Error, "fragility");
                var outcome = ScoreFragility.Execute(
                    databases,
                    new FragilityScoreOptions { MarketId = call.Get(market), Start = from, End = to, ScenarioSetId = call.Get(scenarios) },
                    new JobOptions { Workers = call.Workers(workers), Force = call.Get(force) },
                    new JobRunner(TimeProvider.System),
                    progress,
                    call.Cancellation);
                call.Cancellation.ThrowIfCancellationRequested();
                call.Say($"fragility: {outcome.Done} years written with {outcome.Rows} rows, {outcome.Skipped} were there already");
                return ExitCode.Done;
            });
    }
}
