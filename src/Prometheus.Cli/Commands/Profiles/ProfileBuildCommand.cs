using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.States.Profiles;
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
        return BackfillVerb.Build(
            host,
            ProfileEngine.Definition,
            "save what was known of every issuer: prices, statements, news, risks",
            "prometheus profile build --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end, frequency],
            (call, databases, jobs) =>
            {
                var (from, to) = call.Range(start, end);
                var options = DeclaredOption.Checked(new ProfileBuildOptions { MarketId = call.Get(market), Start = from, End = to, Frequency = call.Get(frequency) }, frequency.Name);
                return BuildProfiles.Execute(databases, options, jobs);
            });
    }
}
