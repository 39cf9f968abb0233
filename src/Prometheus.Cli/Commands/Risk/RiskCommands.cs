using System.Text.Json;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Risk;

namespace Prometheus.Cli.Commands.Risk;

/// <summary>Risk reports of stored books.</summary>
internal static class RiskCommands
{
    public static Command Backfill(CommandHost host)
    {
        var books = new BookFlags();
        return host.Command(
            "backfill",
            "compute the risk reports of stored target books",
            "prometheus risk backfill --portfolio-id S_PORTFOLIO",
            [.. books.Symbols()],
            (call, databases) =>
            {
                var selection = books.Read(call);
                var done = BackfillRiskReports.Execute(databases, selection, books.Workers(call), call.Cancellation);
                call.Say($"risk: {done.Sum(d => d.Books)} reports of {selection.PortfolioId} in {done.Count} contexts, {done.Sum(d => d.Created)} of them new");
                return call.Print(new Table(
                    ["context", "portfolio_id", "books", "new_reports"],
                    done.Select(d => new object?[] { d.Context, selection.PortfolioId, d.Books, d.Created }).ToArray()));
            });
    }

    private const int TopNames = 10;

    public static Command Show(CommandHost host)
    {
        var portfolio = new Option<string>("--portfolio-id") { Description = "portfolio", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "the latest report on or before this date is shown (yyyy-MM-dd)", required: true);
        var run = new Option<string?>("--run-id") { Description = "only this run, by its id or its first characters [every context that has the portfolio]", HelpName = "id" };
        return host.Command(
            "show",
            "show what a book risks: metrics, largest contributions to volatility, sectors, factors, scenarios",
            "prometheus risk show --portfolio-id S_PORTFOLIO --as-of 2022-06-30",
            [portfolio, asOf, run],
            (call, databases) =>
            {
                var context = call.Get(run) is { } id ? RunStore.Find(databases.Runtime, id).RunId : null;
                var stored = RiskReportStore.Read(databases.Runtime, call.Get(portfolio), new DateOnly(1800, 1, 1), call.Get(asOf), context);
                if (stored.Count == 0)
                {
                    throw new NothingMatchedError(FormattableString.Invariant(
                        $"portfolio {call.Get(portfolio)} has no risk report on or before {call.Get(asOf):yyyy-MM-dd}; 'prometheus risk backfill' writes them"));
                }

                var rows = stored.GroupBy(r => r.Context, StringComparer.Ordinal).SelectMany(g => Rows(g.Last())).ToArray();
                return call.Print(new Table(["context", "as_of_date", "part", "key", "value"], rows));
            });
    }

    private static IEnumerable<object?[]> Rows(RiskReportRow report)
    {
        var lines = new List<(string Part, string Key, object? Value)>();
        Add(lines, "metric", report.RiskMetrics, key => !key.Contains(':', StringComparison.Ordinal));
        using (var metadata = JsonDocument.Parse(report.Metadata))
        {
            var names = Numbers(metadata.RootElement, "volatility_by_name");
            lines.AddRange(names.OrderByDescending(n => Math.Abs(n.Value)).ThenBy(n => n.Key, StringComparer.Ordinal).Take(TopNames)
                .Select(n => ("volatility of name", n.Key, (object?)n.Value)));
            lines.AddRange(Numbers(metadata.RootElement, "volatility_by_sector").Select(n => ("volatility of sector", n.Key, (object?)n.Value)));
            lines.AddRange(Numbers(metadata.RootElement, "volatility_by_factor").Select(n => ("volatility of factor", n.Key, (object?)n.Value)));
            lines.AddRange(Numbers(metadata.RootElement, "fragility_weight_by_class").Select(n => ("weight of fragility class", n.Key, (object?)n.Value)));
        }

        Add(lines, "weight of sector", report.ExposuresBySector, _ => true);
        Add(lines, "exposure to factor", report.ExposuresByFactor, _ => true);
        Add(lines, "scenario", report.RiskMetrics, key => key.Contains(':', StringComparison.Ordinal));
        return lines.Select(l => new object?[] { report.Context, report.AsOfDate, l.Part, l.Key, l.Value });
    }

    private static void Add(List<(string Part, string Key, object? Value)> lines, string part, string json, Func<string, bool> wanted)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject().Where(m => wanted(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            lines.Add((part, member.Name, member.Value.ValueKind switch
            {
                JsonValueKind.Number => member.Value.GetDouble(),
                JsonValueKind.String => member.Value.GetString(),
                JsonValueKind.True => "true",
                _ => null,
            }));
        }
    }

    private static (string Key, double Value)[] Numbers(JsonElement metadata, string member)
        => metadata.TryGetProperty(member, out var values)
            ? values.EnumerateObject().Where(v => v.Value.ValueKind == JsonValueKind.Number).OrderBy(v => v.Name, StringComparer.Ordinal)
                .Select(v => (v.Name, v.Value.GetDouble())).ToArray()
            : [];
}
