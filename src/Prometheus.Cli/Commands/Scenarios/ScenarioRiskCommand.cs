using System.CommandLine;
using Prometheus.Cli.Commands.Risk;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.Risk;

namespace Prometheus.Cli.Commands.Scenarios;

internal static class ScenarioRiskCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var set = new Option<string>("--scenario-set-id") { Description = "id or name of a scenario set", Required = true, HelpName = "set" };
        var books = new BookFlags();
        var verb = host.CsvOnly ? $"script {name}" : $"scenario {name}";
        return host.Command(
            name,
            "try target books on a scenario set and write the result into their risk reports",
            $"prometheus {verb} --portfolio-id S_PORTFOLIO --scenario-set-id US_EQ_HIST_20D_2020ON --start 2022-01-03 --end 2022-12-30",
            [.. books.Symbols(first: set)],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var row = ScenarioStore.Find(databases.Runtime, call.Get(set));
                var selection = books.Read(call);
                var done = RunScenarioRisk.Execute(databases, selection, row.ScenarioSetId, books.Workers(call), call.Cancellation);
                if (done.Sum(d => d.Hindsight) is var late and > 0)
                {
                    call.Say(FormattableString.Invariant(
                        $"warning: scenario set {row.ScenarioSetId} has seen days up to {row.MaxDataDate:yyyy-MM-dd}, after {late} of {done.Sum(d => d.Books)} books; their keys are marked {row.ScenarioSetId}:hindsight"));
                }

                call.Say($"scenario risk: {done.Sum(d => d.Books)} books of {selection.PortfolioId} in {done.Count} contexts, {done.Sum(d => d.Created)} reports are new");
                call.Print(new Table(
                    ["context", "portfolio_id", "scenario_set_id", "books", "new_reports", "hindsight_books"],
                    done.Select(d => new object?[] { d.Context, selection.PortfolioId, row.ScenarioSetId, d.Books, d.Created, d.Hindsight }).ToArray()));
                return ExitCode.Done;
            });
    }
}
