using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Cli.Commands.Joint;

/// <summary><c>joint show …</c>, also <c>script show_joint_…</c>: stored vectors of one space. The header is printed also where there is none.</summary>
internal static class JointShowCommand
{
    public static Command Build(CommandHost host, string name, JointView view)
    {
        var dates = new JointDates();
        var filters = view.Filters.ToDictionary(f => f, f => new Option<string?>("--" + f.Replace('_', '-')) { Description = "only this one", HelpName = "id" }, StringComparer.Ordinal);
        var model = new Option<string>("--model-id", "--joint-model-id") { Description = "id of the joint model", DefaultValueFactory = _ => view.Space.ModelId, HelpName = "id" };
        var limit = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--limit", "rows, the earliest first", "n", view.Limit);
        return host.Command(
            name,
            $"stored vectors of {view.Space.JointType}",
            $"{host.Line("joint show", name)} --start 2022-01-03 --end 2022-12-30",
            [.. dates.Options, .. filters.Values, model, limit],
            call =>
            {
                var (start, end) = dates.Read(call) ?? (new DateOnly(1800, 1, 1), new DateOnly(2999, 12, 31));
                var most = call.Get(limit);
                using var databases = new DatabasePair(call.Settings);
                var rows = JointEmbeddingStore.Read(databases.Historical, view.Space.JointType, call.Get(model), view.EntityPrefix, start, end)
                    .Select(v => (Vector: v, Cells: new JointCells(v)))
                    .Where(r => filters.All(f => call.Get(f.Value) is not { } wanted || r.Cells.Scope(f.Key) == wanted))
                    .OrderBy(r => r.Vector.AsOf).ThenBy(r => r.Cells.Scope(view.OrderBy), StringComparer.Ordinal).ThenBy(r => r.Vector.EntityKey, StringComparer.Ordinal)
                    .ToArray();
                call.Print(new Table(Columns(view), [.. rows.Take(most).Select(r => view.Columns.Select(c => r.Cells.Of(c, call.Get(model))).ToArray())]));
                if (rows.Length > most)
                    call.Say(FormattableString.Invariant($"{most} of {rows.Length} rows; --limit shows more"));
                return ExitCode.Done;
            });
    }

    private static TableColumn[] Columns(JointView view) => [.. view.Columns.Select(c => new TableColumn(c, c == "l2_norm" ? "F6" : null))];
}
