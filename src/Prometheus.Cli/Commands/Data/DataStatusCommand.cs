using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Freshness;

namespace Prometheus.Cli.Commands.Data;

internal static class DataStatusCommand
{
    private const string Refresh = "prometheus refresh";

    public static Command Build(CommandHost host)
    {
        var market = new Option<string?>("--market") { Description = "market id [all]", HelpName = "id" };
        return host.Command(
            "status",
            "show which derived rows and runs are stale after new or corrected data; refresh recomputes them",
            "prometheus data status",
            [market],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var report = DataStatus.Read(databases, call.Get(market), call.Cancellation);
                call.Print(TableOf(report));
                return ExitCode.Done;
            });
    }

    private static Table TableOf(FreshnessReport report)
    {
        var kinds = report.Ranges.GroupBy(r => r.Job, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(r => r.Kind).Distinct().Count(), StringComparer.Ordinal);
        var rows = report.Ranges.Select(r => new object?[]
        {
            kinds[r.Job] > 1 ? $"{r.Job} {r.Kind}" : r.Job, r.Start, r.End, r.Units, r.IsJudged ? r.Stale.Count : null, r.SessionsBehind, StateOf(r), r.Stale.Count > 0 ? Refresh : r.Command,
        }).ToList();
        foreach (var strategy in report.Runs.GroupBy(r => r.Run.StrategyId, StringComparer.Ordinal))
        {
            var stale = strategy.Where(r => r.IsStale).ToArray();
            rows.Add(
            [
                $"runs of {strategy.Key}", strategy.Min(r => r.Run.StartDate), strategy.Max(r => r.Run.EndDate), strategy.Count(), stale.Length, 0,
                stale.Length > 0 ? "STALE" : "FRESH", stale.Length > 0 ? Refresh : null,
            ]);
            rows.AddRange(stale.Select(r => new object?[] { $"run {r.Run.RunId[..8]} {r.Run.SleeveId}", r.Run.StartDate, r.Run.EndDate, 1, 1, 0, "STALE", Refresh }));
        }

        return new Table(["what", "start", "end", "units", "stale", "sessions_behind", "state", "command"], rows);
    }

    private static string StateOf(DerivedRange range)
        => range.Stale.Count > 0 ? "STALE" : range.SessionsBehind > 0 ? "BEHIND" : range.IsJudged ? "FRESH" : "REACHES";
}
