using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Opinions.Lambda;
using Prometheus.Workflows.V0;

namespace Prometheus.Cli.Commands.V0;

/// <summary><c>campaign v0</c>: seed 000 from states to choices in one command.</summary>
internal static class V0Command
{
    public static Command Build(CommandHost host)
    {
        var flags = new FlowFlags("folder for the CSV files and pages", "./prometheus-v0");
        var region = new Option<string>("--region") { Description = "US, EU or ASIA", DefaultValueFactory = _ => "US", HelpName = "region" };
        var model = new Option<string>("--model") { Description = $"λ model: {string.Join(", ", LambdaModelNames.All)}", DefaultValueFactory = _ => "global_linear_full", HelpName = "name" };
        return host.Command(
            "v0",
            "the whole v0 flow: states, risk series, universes, λ, scenarios, backtests with and without risk and λ̂, choices, one report",
            "prometheus campaign v0 --start 2020-01-02 --end 2022-12-30 --output v0",
            flags.With(where: region, how: model),
            call =>
            {
                var options = flags.Read(call, (from, to, folder) => new V0Options
                {
                    Start = from,
                    End = to,
                    Folder = folder,
                    Region = call.Get(region),
                    Model = LambdaModelNames.Parse(call.Get(model)),
                });
                using var databases = new DatabasePair(call.Settings);
                var result = RunV0.Execute(databases, options, new JobRunner(TimeProvider.System), new FlowProgressLine(call.Host.Error), call.Cancellation);
                call.Print(V0Table.Of(result));
                foreach (var page in WriteV0Pages.Execute(result))
                    call.Say($"page  {page}");
                return result.AnyFailed ? ExitCode.Partial : ExitCode.Done;
            });
    }
}
