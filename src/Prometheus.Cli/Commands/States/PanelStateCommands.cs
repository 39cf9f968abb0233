using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.States.Declarations;
using Prometheus.Stores.States;
using Prometheus.Workflows.States;

namespace Prometheus.Cli.Commands.States;

/// <summary>The verbs of states that are numbers of names, such as <c>liquidity backfill</c> and <c>liquidity show</c>: made from their declarations.</summary>
internal static class PanelStateCommands
{
    public static Command Build(CommandHost host, PanelState state)
        => CommandHost.Group(state.Definition.Kind, $"{state.Definition.Kind} of names", Backfill(host, state), Show(host, state.Definition));

    private static Command Backfill(CommandHost host, PanelState state)
    {
        var (kind, market, start, end) = (state.Definition.Kind, CommonOptions.Market(), CommonOptions.Start(), CommonOptions.End());
        return BackfillVerb.Build(
            host,
            state.Definition,
            $"save the {kind} of every name on every session of a range",
            $"prometheus {kind} backfill --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end],
            (call, databases, jobs) =>
            {
                var (from, to) = call.Range(start, end);
                return state.Backfill(databases, call.Get(market), from, to, jobs);
            });
    }

    private static Command Show(CommandHost host, StateDefinition definition)
    {
        var market = CommonOptions.Market();
        var asOf = CommonOptions.Date("--as-of", "session (yyyy-MM-dd)", required: true);
        var model = new Option<string?>("--model-id") { Description = "only this model", HelpName = "id" };
        var by = new Option<string>("--by") { Description = $"largest first by {string.Join(", ", definition.ColumnNames)}", DefaultValueFactory = _ => definition.ColumnNames[0], HelpName = "column" };
        var top = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--top-k", "most rows", "n");
        return host.Command(
            "show",
            $"show the {definition.Kind} of names on a session",
            $"prometheus {definition.Kind} show --as-of 2022-06-01 --top-k 10",
            [market, asOf, model, by, top],
            call =>
            {
                var column = definition.ColumnNames.ToList().IndexOf(call.Get(by));
                if (column < 0)
                    throw new UserError($"--by expects {string.Join(", ", definition.ColumnNames)}, found '{call.Get(by)}'");
                var (date, limit) = (call.Get(asOf), call.Get(top));
                using var databases = new DatabasePair(call.Settings);
                var rows = PanelStateStore.Read(databases.Runtime, definition, call.Get(market), date, call.Get(model));
                if (rows.Count == 0)
                    throw new NothingMatchedError($"no {definition.Kind} of {call.Get(market)} is stored on {date:yyyy-MM-dd}; 'prometheus {definition.Command}' computes it");
                TableColumn[] columns = [new("instrument_id"), new("as_of_date"), new("model_id"), .. definition.ColumnNames.Select(name => new TableColumn(name, TerminalFormat: "G4"))];
                return call.Print(new Table(columns, [.. rows.OrderByDescending(r => (double?)r[3 + column] ?? double.NegativeInfinity).Take(limit)]));
            });
    }
}
