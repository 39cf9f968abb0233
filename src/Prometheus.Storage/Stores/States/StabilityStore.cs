using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Engines.Stability;
using Prometheus.Storage.Bulk;
using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Stores.States;

/// <summary>Stability states ⇄ <c>stability_vectors</c> and <c>soft_target_classes</c>. A name without a state has no row.</summary>
public static class StabilityStore
{
    private const string Entity = "INSTRUMENT";

    private static readonly string[] ClassNames = Enum.GetValues<SoftTargetClass>().Select(StoredName.Of).ToArray();

    private static readonly TableShape Vectors = new(
        "stability_vectors",
        keyColumns: 4,
        Column.Text("entity_type"),
        Column.Text("entity_id"),
        Column.Date("as_of_date"),
        Column.Text("model_id"),
        Column.Real("vol_score"),
        Column.Real("dd_score"),
        Column.Real("trend_score"),
        Column.Real("sigma"),
        Column.Real("max_drawdown"),
        Column.Real("trend"),
        Column.Real("overall_score"));

    private static readonly TableShape Classes = new(
        "soft_target_classes",
        keyColumns: 4,
        Column.Text("entity_type"),
        Column.Text("entity_id"),
        Column.Date("as_of_date"),
        Column.Text("model_id"),
        Column.Text("soft_target_class"),
        Column.Real("soft_target_score"),
        Column.Boolean("weak_profile"),
        Column.Real("instability"),
        Column.Real("high_fragility"),
        Column.Real("complacent_pricing"));

    /// <summary>Makes the selected sessions hold exactly these states. Returns the rows written to both tables together.</summary>
    public static long Save(DatabaseTransaction unit, Market market, StabilityState state, SessionSelection selection)
    {
        var model = state.ModelId;
        var range = selection.KeyRangeOf(market, "entity_id", "entity_type = @first AND model_id = @second", (Entity, model, 0));
        return unit.Replace(Vectors, range, rows => WriteVectors(rows, market, state, selection.Sessions, model))
            + unit.Replace(Classes, range, rows => WriteClasses(rows, market, state, selection.Sessions, model));
    }

    /// <summary>Makes the selected sessions hold no state of this model.</summary>
    public static void Clear(DatabaseTransaction unit, Market market, string modelId, SessionSelection selection)
    {
        var range = selection.KeyRangeOf(market, "entity_id", "entity_type = @first AND model_id = @second", (Entity, modelId, 0));
        unit.Replace(Vectors, range, _ => { });
        unit.Replace(Classes, range, _ => { });
    }

    private static void WriteVectors(RowWriter rows, Market market, StabilityState state, ReadOnlySpan<int> sessions, string model)
    {
        for (var i = 0; i < market.Instruments.Count; i++)
        {
            var id = market.Instruments[i];
            foreach (var t in sessions)
            {
                if (state.Class[t, i] == CodePanel.None)
                    continue;
                rows.Text(Entity).Text(id).Date(market.Sessions[t]).Text(model)
                    .Real(state.VolatilityScore[t, i]).Real(state.DrawdownScore[t, i]).Real(state.TrendScore[t, i])
                    .Real(state.Sigma[t, i]).Real(state.MaxDrawdown[t, i]).Real(state.Trend[t, i]).Real(state.Index[t, i])
                    .EndRow();
            }
        }
    }

    private static void WriteClasses(RowWriter rows, Market market, StabilityState state, ReadOnlySpan<int> sessions, string model)
    {
        for (var i = 0; i < market.Instruments.Count; i++)
        {
            var id = market.Instruments[i];
            foreach (var t in sessions)
            {
                if (state.Class[t, i] == CodePanel.None)
                    continue;
                rows.Text(Entity).Text(id).Date(market.Sessions[t]).Text(model)
                    .Text(ClassNames[state.Class[t, i]]).Real(state.Index[t, i]).Boolean(false)
                    .Real(state.VolatilityScore[t, i]).Real(state.DrawdownScore[t, i]).Real(state.TrendScore[t, i])
                    .EndRow();
            }
        }
    }
}
