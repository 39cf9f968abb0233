using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.States.Fragility;
using Prometheus.States.Stability;

namespace Prometheus.Stores.States;

/// <summary>Fragility states ⇄ <c>fragility_measures</c>. A name without a score has no row.</summary>
public static class FragilityStore
{
    private const string Entity = "INSTRUMENT";

    private static readonly string[] ClassNames = Enum.GetValues<FragilityClass>().Select(StoredName.Of).ToArray();

    private static readonly TableShape Measures = new(
        "fragility_measures",
        keyColumns: 4,
        Column.Text("entity_type"),
        Column.Text("entity_id"),
        Column.Date("as_of_date"),
        Column.Text("model_id"),
        Column.Real("fragility_score"),
        Column.Text("class_label"),
        Column.Real("score_soft"),
        Column.Real("score_scenario"),
        Column.Real("instability"),
        Column.Real("high_fragility"),
        Column.Real("complacent_pricing"),
        Column.Real("coverage"),
        Column.Text("scenario_set_id"),
        Column.Real("scenario_loss"));

    /// <summary>Makes the selected sessions hold exactly these states. Returns the rows written.</summary>
    /// <param name="stability">The state the fragility was computed from; its components are stored beside the score.</param>
    public static long Save(DatabaseTransaction unit, Market market, FragilityState state, StabilityState stability, SessionSelection selection)
    {
        var model = state.ModelId;
        var range = selection.KeyRangeOf(market, "entity_id", "entity_type = @first AND model_id = @second", (Entity, model, 0));
        return unit.Replace(Measures, range, rows => Write(rows, market, state, stability, selection.Sessions, model));
    }

    /// <summary>The measures of one date, most fragile first, then by id.</summary>
    /// <param name="modelId">Null for every model.</param>
    public static IReadOnlyList<FragilityRow> Read(IDatabaseReads runtime, string marketId, DateOnly asOf, string? modelId)
        => runtime.Query<FragilityRow>(
            """
            SELECT entity_id, as_of_date, model_id, fragility_score, class_label, score_soft, score_scenario, coverage, scenario_set_id
            FROM fragility_measures
            WHERE entity_type = @entity AND as_of_date = @asOf AND (@modelId IS NULL OR model_id = @modelId)
              AND entity_id IN (SELECT instrument_id FROM instruments WHERE market_id = @marketId)
            ORDER BY fragility_score DESC, entity_id, model_id
            """,
            new { entity = Entity, asOf, modelId, marketId });

    private static void Write(
        RowWriter rows, Market market, FragilityState state, StabilityState stability, ReadOnlySpan<int> sessions, string model)
    {
        for (var i = 0; i < market.Instruments.Count; i++)
        {
            var id = market.Instruments[i];
            foreach (var t in sessions)
            {
                if (state.Class[t, i] == CodePanel.None)
                    continue;
                var hasScenario = !double.IsNaN(state.Scenario[t, i]);
                rows.Text(Entity).Text(id).Date(market.Sessions[t]).Text(model)
                    .Real(state.Score[t, i]).Text(ClassNames[state.Class[t, i]]).Real(state.SoftTarget[t, i]).Real(state.Scenario[t, i])
                    .Real(stability.VolatilityScore[t, i]).Real(stability.DrawdownScore[t, i]).Real(stability.TrendScore[t, i])
                    .Real(state.Coverage[t, i])
                    .Text(hasScenario ? state.Scenarios!.ScenarioSetId : null).Real(hasScenario ? state.Scenarios!.Losses[i] : double.NaN)
                    .EndRow();
            }
        }
    }
}

/// <summary>A row of <c>fragility_measures</c> as it is read.</summary>
public sealed record FragilityRow(
    string EntityId, DateOnly AsOfDate, string ModelId, double FragilityScore, string ClassLabel, double? ScoreSoft, double? ScoreScenario,
    double Coverage, string? ScenarioSetId);
