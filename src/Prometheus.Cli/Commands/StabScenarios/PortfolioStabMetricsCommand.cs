using System.CommandLine;
using Prometheus.Cli.Commands.Risk;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.StabScenarios;

namespace Prometheus.Cli.Commands.StabScenarios;

internal static class PortfolioStabMetricsCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var set = StabFlags.ScenarioSet();
        var model = StabFlags.JointModel("--stab-model-id");
        var books = new BookFlags();
        return host.Command(
            name,
            "compare target books with the scenarios of a set and write what they resemble into their risk reports",
            $"{host.Line("portfolio", name)} --portfolio-id S_PORTFOLIO --scenario-set-id US_EQ_HIST_20D_2020ON",
            [.. books.Symbols(set, model)],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var row = ScenarioStore.Find(databases.Runtime, call.Get(set));
                var selection = books.Read(call);
                var done = BackfillStabMetrics.Execute(databases, selection, row.ScenarioSetId, call.Get(model), books.Workers(call), call.Cancellation);
                if (done.Sum(d => d.Hindsight) is var late and > 0)
                {
                    call.Say(FormattableString.Invariant(
                        $"warning: scenario set {row.ScenarioSetId} has seen days up to {row.MaxDataDate:yyyy-MM-dd}, after {late} of {done.Sum(d => d.Compared)} books; their keys are marked {row.ScenarioSetId}:hindsight"));
                }

                call.Say($"stab metrics: {done.Sum(d => d.Compared)} of {done.Sum(d => d.Books)} books of {selection.PortfolioId} compared in {done.Count} contexts, {done.Sum(d => d.Written)} reports changed");
                call.Print(new Table(
                    ["context", "portfolio_id", "scenario_set_id", "books", "compared_books", "changed_reports", "hindsight_books"],
                    done.Select(d => new object?[] { d.Context, selection.PortfolioId, row.ScenarioSetId, d.Books, d.Compared, d.Written, d.Hindsight }).ToArray()));
                return ExitCode.Done;
            });
    }
}
