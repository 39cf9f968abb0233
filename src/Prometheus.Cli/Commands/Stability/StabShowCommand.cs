using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.Stability;

namespace Prometheus.Cli.Commands.Stability;

internal static class StabShowCommand
{
    private static readonly TableColumn[] Columns =
    [
        new("as_of_date"), new("entity_id"), new("soft_target_class"), new("overall_score", TerminalFormat: "F1"), new("vol_score", TerminalFormat: "F1"),
        new("dd_score", TerminalFormat: "F1"), new("trend_score", TerminalFormat: "F1"), new("sigma", TerminalFormat: "P2"),
        new("max_drawdown", TerminalFormat: "P2"), new("trend", TerminalFormat: "P2"), new("coverage", TerminalFormat: "P0"),
    ];

    public static Command Build(CommandHost host)
    {
        var id = new Argument<string?>("entity") { Description = "an id such as AAPL.US, US_EQ|Energy or US_EQ [the least stable ones]", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        var entity = EntityTypeOption.Build();
        var start = CommonOptions.Date("--start", "first date of a history [the end]", required: false);
        var end = CommonOptions.End();
        var top = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--top", "how many where no entity is named", "n", 10);
        return host.Command(
            "show",
            "stored stability states: the history of one entity, or the least stable of a day",
            "prometheus stab show --end 2022-12-30",
            [id, entity, start, end, top],
            call =>
            {
                var kind = StabilityEntity.Parse(call.Get(entity));
                var to = call.Get(end);
                var from = call.Get(start) is var given && given == default ? to : given;
                using var databases = new DatabasePair(call.Settings);
                var rows = call.Get(id) is { } one
                    ? StabilityStore.ReadHistory(databases.Runtime, kind, one, StabilityState.DefaultModelId, from, to)
                    : StabilityStore.ReadTop(databases.Runtime, kind, StabilityState.DefaultModelId, to, call.Get(top));
                if (rows.Count == 0)
                    throw new NothingMatchedError($"no state of {call.Get(id) ?? "any " + kind} is stored {(call.Get(id) is null ? "up to" : $"from {from:yyyy-MM-dd} to")} {to:yyyy-MM-dd}");
                call.Print(new Table(Columns, rows.Select(Cells).ToArray()));
                return ExitCode.Done;
            });
    }

    private static object?[] Cells(StabilityRow r) =>
    [
        r.AsOfDate, r.EntityId, r.SoftTargetClass, r.OverallScore, r.VolScore, r.DdScore, r.TrendScore, r.Sigma, r.MaxDrawdown, r.Trend, r.Coverage,
    ];
}
