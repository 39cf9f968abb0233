using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Risk;

namespace Prometheus.Cli.Commands.Risk;

internal static class RiskBackfillCommand
{
    public static Command Build(CommandHost host)
    {
        var books = new BookFlags();
        return host.Command(
            "backfill",
            "compute the risk reports of stored target books",
            "prometheus risk backfill --portfolio-id S_PORTFOLIO",
            [.. books.Symbols()],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var selection = books.Read(call);
                var done = BackfillRiskReports.Execute(databases, selection, books.Workers(call), call.Cancellation);
                call.Say($"risk: {done.Sum(d => d.Books)} reports of {selection.PortfolioId} in {done.Count} contexts, {done.Sum(d => d.Created)} of them new");
                call.Print(new Table(
                    ["context", "portfolio_id", "books", "new_reports"],
                    done.Select(d => new object?[] { d.Context, selection.PortfolioId, d.Books, d.Created }).ToArray()));
                return ExitCode.Done;
            });
    }
}
