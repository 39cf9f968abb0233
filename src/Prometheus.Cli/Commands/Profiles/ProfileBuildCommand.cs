using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Workflows.Profiles;

namespace Prometheus.Cli.Commands.Profiles;

internal static class ProfileBuildCommand
{
    public static Command Build(CommandHost host)
    {
        var market = CommonOptions.Market();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var frequency = new Option<string>("--frequency") { Description = "sessions to build on: daily, weekly, monthly or every:N", DefaultValueFactory = _ => "monthly", HelpName = "rule" };
        var workers = CommonOptions.Workers();
        var force = CommonOptions.Force();
        return host.Command(
            "build",
            "save what was known of every issuer: prices, statements, news, risks",
            "prometheus profile build --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end, frequency, workers, force],
            call =>
            {
                var (from, to) = call.Range(start, end);
                var options = DeclaredOption.Checked(new ProfileBuildOptions { MarketId = call.Get(market), Start = from, End = to, Frequency = call.Get(frequency) }, frequency.Name);
                using var databases = new DatabasePair(call.Settings);
                using var progress = new JobProgressLine(call.Host.Error, "profiles");
                var outcome = BuildProfiles.Execute(
                    databases,
                    options,
                    new JobOptions { Workers = call.Workers(workers), Force = call.Get(force) },
                    new JobRunner(TimeProvider.System),
                    progress,
                    call.Cancellation);
                call.Cancellation.ThrowIfCancellationRequested();
                call.Say($"profiles: {outcome.Done} years written with {outcome.Rows} rows, {outcome.Skipped} were there already");
                return ExitCode.Done;
            });
    }
}
