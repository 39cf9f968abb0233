using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Identity;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Portfolio.Construction;

namespace Prometheus.Stores.Runs;

/// <summary>Decisions of a run ⇄ <c>target_portfolios</c>, <c>book_targets</c> and <c>risk_actions</c>. A decision to hold has no rows.</summary>
public static class BookStore
{
    private static readonly TableShape Targets = new(
        "target_portfolios",
        keyColumns: 3,
        Column.Text("context"),
        Column.Text("portfolio_id"),
        Column.Date("as_of_date"),
        Column.Text("strategy_id"),
        Column.Json("target_positions"),
        Column.Json("metadata"));

    private static readonly TableShape BookTargets = new(
        "book_targets",
        keyColumns: 6,
        Column.Text("context"),
        Column.Text("book_id"),
        Column.Date("as_of_date"),
        Column.Text("region"),
        Column.Text("entity_type"),
        Column.Text("entity_id"),
        Column.Real("target_weight"),
        Column.Json("metadata"));

    private static readonly TableShape RiskActions = new(
        "risk_actions",
        keyColumns: 5,
        Column.Text("context"),
        Column.Text("portfolio_id"),
        Column.Date("as_of_date"),
        Column.Text("instrument_id"),
        Column.Integer("rule_order"),
        Column.Text("action_id"),
        Column.Text("strategy_id"),
        Column.Text("decision_id"),
        Column.Text("action_type"),
        Column.Json("details_json"));

    /// <summary>Makes the context of a run hold exactly its books. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        var range = KeyRange.Where("context = @context", new { context = run.RunId });
        return unit.Replace(Targets, range, rows => WriteTargets(rows, run))
            + unit.Replace(BookTargets, range, rows => WriteBookTargets(rows, run))
            + unit.Replace(RiskActions, range, rows => WriteRiskActions(rows, run));
    }

    /// <summary>The final targets of one run, by date, then id.</summary>
    public static IReadOnlyList<TargetRow> ReadTargets(Database runtime, string runId) => runtime.Query<TargetRow>(
        """
        SELECT b.as_of_date, b.entity_id, b.target_weight, CAST(u.reasons AS TEXT) AS reasons
        FROM book_targets b
        JOIN backtest_runs r ON r.run_id = b.context
        LEFT JOIN universe_members u ON u.context = b.context AND u.universe_id = r.universe_id AND u.as_of_date = b.as_of_date
             AND u.entity_type = b.entity_type AND u.entity_id = b.entity_id
        WHERE b.context = @runId ORDER BY b.as_of_date, b.entity_id
        """,
        new { runId });

    private static IEnumerable<DecisionRecord> Targeting(SleeveRun run) => run.Decisions.Where(d => d.Decision is not Decision.HoldDecision);

    private static void WriteTargets(RowWriter rows, SleeveRun run)
    {
        using var json = new StoredJson();
        foreach (var decision in Targeting(run))
        {
            var positions = json.Object((run, decision), static (writer, source) =>
            {
                writer.WriteStartObject("weights");
                for (var k = 0; k < source.decision.FinalInstruments.Length; k++)
                    StoredJson.Number(writer, source.run.Market.Instruments[source.decision.FinalInstruments[k]], source.decision.FinalWeights[k]);
                writer.WriteEndObject();
            });
            var metadata = json.Object((run, decision), static (writer, source) =>
            {
                writer.WriteString("risk_model_id", PortfolioState.DefaultModelId);
                writer.WriteString("universe_id", source.run.Sleeve.UniverseId);
                if (source.decision.Decision is Decision.TargetWeights { Book: { } book })
                {
                    StoredJson.Number(writer, "expected_return", book.ExpectedReturn);
                    StoredJson.Number(writer, "expected_volatility", book.ExpectedVolatility);
                    StoredJson.Number(writer, "covariance_coverage", book.CovarianceCoverage);
                    StoredJson.Number(writer, "turnover", book.Turnover);
                    StoredJson.Number(writer, "turnover_fraction", book.TurnoverFraction);
                    writer.WriteNumber("name_cap_binding", book.NameCapBinding);
                    writer.WriteNumber("sector_cap_binding", book.SectorCapBinding);
                }

                if (ReasonOf(source.decision.Decision) is { } reason)
                    writer.WriteString("reason", reason);
            });
            rows.Text(run.RunId).Text(run.Sleeve.PortfolioId).Date(run.Market.Sessions[decision.Session]).Text(run.Sleeve.StrategyId)
                .Json(positions).Json(metadata).EndRow();
        }
    }

    private static void WriteBookTargets(RowWriter rows, SleeveRun run)
    {
        using var json = new StoredJson();
        var metadata = json.Object(run, static (writer, source) =>
        {
            writer.WriteString("universe_id", source.Sleeve.UniverseId);
            writer.WriteString("portfolio_id", source.Sleeve.PortfolioId);
            writer.WriteString("risk_model_id", PortfolioState.DefaultModelId);
        });
        foreach (var decision in Targeting(run))
        {
            for (var k = 0; k < decision.FinalInstruments.Length; k++)
            {
                rows.Text(run.RunId).Text(run.Sleeve.PortfolioId).Date(run.Market.Sessions[decision.Session]).Text(run.Market.Definition.Region)
                    .Text("INSTRUMENT").Text(run.Market.Instruments[decision.FinalInstruments[k]]).Real(decision.FinalWeights[k]).Json(metadata).EndRow();
            }
        }
    }

    private static void WriteRiskActions(RowWriter rows, SleeveRun run)
    {
        using var json = new StoredJson();
        var decisionId = DecisionStore.RunnerDecisionId(run.RunId);
        foreach (var decision in run.Decisions)
        {
            var date = run.Market.Sessions[decision.Session];
            var dateText = date.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
            foreach (var action in decision.RiskActions.OrderBy(a => a.Instrument).ThenBy(a => a.Order))
            {
                var instrument = run.Market.Instruments[action.Instrument];
                var order = action.Order.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var details = json.Object(action, static (writer, source) =>
                {
                    StoredJson.Number(writer, "original_weight", source.Before);
                    StoredJson.Number(writer, "adjusted_weight", source.After);
                    if (source.Rule.Length > 0)
                        writer.WriteString("reason", source.Rule);
                    else
                        writer.WriteNull("reason");
                });
                rows.Text(run.RunId).Text(run.Sleeve.PortfolioId).Date(date).Text(instrument).Integer(action.Order)
                    .Text(StableId.Of("risk_action", run.RunId, dateText, instrument, order)).Text(run.Sleeve.StrategyId).Text(decisionId)
                    .Text(StoredName.Of(action.Type)).Json(details).EndRow();
            }
        }
    }

    private static string? ReasonOf(Decision decision) => decision switch
    {
        Decision.TargetWeights weights => weights.Reason,
        Decision.TargetShares shares => shares.Reason,
        _ => null,
    };
}
