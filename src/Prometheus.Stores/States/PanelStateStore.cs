using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Declarations;

namespace Prometheus.Stores.States;

/// <summary>
/// States that are numbers of names ⇄ their table: key <c>instrument_id, as_of_date, model_id</c>, then the columns the state declares. A name about which
/// nothing is known on a session has no row of it.
/// </summary>
public static class PanelStateStore
{
    /// <summary>Makes the selected sessions of a market hold exactly this state. Returns the rows written.</summary>
    public static long Save<TOptions, TState>(
        DatabaseTransaction unit, Market market, StateDefinition<TOptions, TState> definition, TOptions options, TState state, SessionSelection selection)
        where TOptions : IEquatable<TOptions>
        where TState : class
    {
        var model = definition.ModelIdOf(options);
        var panels = definition.Columns.Select(c => c.Values(state)).ToArray();
        var range = selection.KeyRangeOf(market, "instrument_id", "model_id = @first", (model, "", 0));
        return unit.Replace(ShapeOf(definition), range, rows =>
        {
            for (var i = 0; i < market.Instruments.Count; i++)
            {
                foreach (var t in selection.Sessions)
                    Write(rows, market.Instruments[i], market.Sessions[t], model, panels, t, i);
            }
        });
    }

    /// <summary>The rows of one session by id: instrument, date, model, and the declared columns, null where not known.</summary>
    /// <param name="modelId">Null for every model.</param>
    public static IReadOnlyList<object?[]> Read(IDatabaseReads runtime, StateDefinition definition, string marketId, DateOnly asOf, string? modelId)
    {
        var found = new List<object?[]>();
        using var rows = runtime.Read(
            $"""
            SELECT instrument_id, as_of_date, model_id, {string.Join(", ", definition.ColumnNames)} FROM {definition.Table}
            WHERE as_of_date = @asOf AND (@modelId IS NULL OR model_id = @modelId)
              AND instrument_id IN (SELECT instrument_id FROM instruments WHERE market_id = @marketId)
            ORDER BY instrument_id, model_id
            """,
            new { asOf, modelId, marketId });
        while (rows.Next())
            found.Add([rows.Text(0), rows.Date(1), rows.Text(2), .. definition.ColumnNames.Select((_, k) => rows.IsNull(3 + k) ? null : (object)rows.Real(3 + k))]);
        return found;
    }

    private static TableShape ShapeOf(StateDefinition definition) => new(
        definition.Table!,
        keyColumns: 3,
        [Column.Text("instrument_id"), Column.Date("as_of_date"), Column.Text("model_id"), .. definition.ColumnNames.Select(Column.Real)]);

    private static void Write(RowWriter rows, string id, DateOnly date, string model, Panel[] panels, int session, int column)
    {
        if (Array.TrueForAll(panels, p => double.IsNaN(p[session, column])))
            return;
        rows.Text(id).Date(date).Text(model);
        foreach (var panel in panels)
            rows.Real(panel[session, column]);
        rows.EndRow();
    }
}
