using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Scenarios;
using Prometheus.Stores.Scenarios;

namespace Prometheus.Cli.Commands.Scenarios;

internal static class ScenarioShowCommand
{
    public static Command Build(CommandHost host)
    {
        var set = new Argument<string>("set") { Description = "id or name of a scenario set" };
        var path = DeclaredOption.Of<ViewOptions, int?>(nameof(ViewOptions.Path), "--path", "print the rows of this path instead, as scenario_paths has them", "n");
        return host.Command(
            "show",
            "show a scenario set: the dates and the average name of each path, or one path row by row",
            "prometheus scenario show US_EQ_HIST_20D_2020ON --path 3",
            [set, path],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var found = ScenarioStore.Restore(databases.Runtime, ScenarioStore.Find(databases.Runtime, call.Get(set)));
                call.Print(call.Get(path) is { } number ? Rows(found, number) : Paths(found));
                return ExitCode.Done;
            });
    }

    private static Table Paths(ScenarioSet set) => new(
        ["scenario_id", "first_date", "last_date", "names", "mean_return", "worst_return", "best_return"],
        Enumerable.Range(0, set.Paths).Select(path =>
        {
            var totals = Enumerable.Range(0, set.Instruments.Count).Select(i => set.Totals.Of(i)[path]).Where(r => !double.IsNaN(r)).ToArray();
            var dates = Enumerable.Range(0, set.Horizon).Select(h => set.DateOf(path, h)).ToArray();
            return totals.Length == 0
                ? new object?[] { path, dates[0], dates[^1], 0, null, null, null }
                : [path, dates[0], dates[^1], totals.Length, totals.Average(), totals.Min(), totals.Max()];
        }).ToArray());

    private static Table Rows(ScenarioSet set, int path)
    {
        if (path < 0 || path >= set.Paths)
            throw new NothingMatchedError(FormattableString.Invariant($"scenario set {set.SetId} has the paths 0 to {set.Paths - 1}, found {path}"));
        var rows = new List<object?[]>();
        for (var step = 0; step <= set.Horizon; step++)
        {
            for (var i = 0; i < set.Instruments.Count; i++)
            {
                var value = step == 0 ? 0 : set.Returns(path, step - 1)[i];
                if (!double.IsNaN(value))
                    rows.Add([set.SetId, path, step, step == 0 ? null : set.DateOf(path, step - 1), set.Instruments[i], value]);
            }
        }

        return new Table(["scenario_set_id", "scenario_id", "horizon_index", "trade_date", "instrument_id", "return_value"], rows);
    }
}
