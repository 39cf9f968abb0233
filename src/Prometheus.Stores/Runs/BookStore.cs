using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Strategies;
using Prometheus.Portfolio.Risk;
using Prometheus.Stores.States;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Decisions of a run ⇄ <c>book_decisions</c>, <c>book_weights</c> and <c>book_risk_actions</c>, which the views <c>target_portfolios</c>,
/// <c>book_targets</c>, <c>risk_actions</c> and <c>engine_decisions</c> show. A decision to hold has no targets.
/// </summary>
public static class BookStore
{
    private static readonly TableShape Decisions = new(
        "book_decisions",
        keyColumns: 2,
        Column.Narrow("book_key"),
        Column.Narrow("day"),
        Column.Real("expected_return"),
        Column.Real("expected_volatility"),
        Column.Real("covariance_coverage"),
        Column.Real("turnover"),
        Column.Real("turnover_fraction"),
        Column.Narrow("name_cap_binding"),
        Column.Narrow("sector_cap_binding"),
        Column.Narrow("regime"),
        Column.Real("regime_confidence"),
        Column.Narrow("stability_names"),
        Column.Real("stability_mean_index"),
        Column.Real("stability_share_worst"),
        Column.Narrow("candidates"),
        Column.Narrow("members"),
        Column.Narrow("targets"),
        Column.Narrow("weights_changed"),
        Column.Text("reason"));

    private static readonly TableShape Weights = new(
        "book_weights",
        keyColumns: 3,
        Column.Narrow("book_key"),
        Column.Narrow("day"),
        Column.Narrow("name_key"),
        Column.Real("target_weight"));

    private static readonly TableShape RiskActions = new(
        "book_risk_actions",
        keyColumns: 4,
        Column.Narrow("book_key"),
        Column.Narrow("day"),
        Column.Narrow("name_key"),
        Column.Narrow("rule_order"),
        Column.Narrow("action_type"),
        Column.Real("weight_before"),
        Column.Real("weight_after"),
        Column.Narrow("rule_key"));

    /// <summary>Makes the book of a run hold exactly its decisions. Returns the rows written.</summary>
    internal static long Save(DatabaseTransaction unit, SleeveRun run, StoredBook book)
        => unit.Replace(Decisions, book.Rows, rows => WriteDecisions(rows, run, book))
            + unit.Replace(Weights, book.Rows, rows => WriteWeights(rows, run, book))
            + unit.Replace(RiskActions, book.Rows, rows => WriteRiskActions(rows, run, book));

    /// <summary>The final targets of one run, by date, then id.</summary>
    public static IReadOnlyList<TargetRow> ReadTargets(Database runtime, string runId) => runtime.Query<TargetRow>(
        """
        SELECT s.as_of_date, n.name AS entity_id, w.target_weight, m.name AS sector
        FROM books b
        JOIN book_weights w ON w.book_key = b.book_key
        JOIN book_sessions s ON s.book_key = w.book_key AND s.day = w.day
        JOIN names n ON n.name_key = w.name_key
        LEFT JOIN universe_decisions d ON d.context = b.context AND d.universe_id = b.universe_id AND d.as_of_date = s.as_of_date
        LEFT JOIN universe_facts f ON f.facts_key = d.facts_key AND f.name_key = w.name_key
        LEFT JOIN names m ON m.name_key = f.sector_key
        WHERE b.context = @runId ORDER BY w.day, n.name
        """,
        new { runId });

    /// <summary>The portfolios that have a target book of no superseded run between two dates, in ordinal order.</summary>
    public static IReadOnlyList<string> Portfolios(IDatabaseReads runtime, DateOnly start, DateOnly end) => runtime.Query<string>(
        """
        SELECT DISTINCT b.portfolio_id FROM books b JOIN book_decisions d ON d.book_key = b.book_key
        WHERE d.targets IS NOT NULL AND d.day BETWEEN @from AND @to AND b.context NOT IN (SELECT run_id FROM superseded_runs)
        ORDER BY b.portfolio_id
        """,
        new { from = StoredBook.DayOf(start), to = StoredBook.DayOf(end) });

    /// <summary>The target books of a portfolio, by context, then date; of one context where one is named, else of all but superseded runs.</summary>
    public static IReadOnlyList<TargetBook> ReadBooks(IDatabaseReads runtime, string portfolioId, DateOnly start, DateOnly end, string? runId)
    {
        var books = new List<TargetBook>();
        var (instruments, weights) = (new List<string>(), new List<double>());
        using var rows = runtime.Read(
            """
            SELECT b.context, b.strategy_id, d.day, n.name, w.target_weight
            FROM books b
            JOIN book_decisions d ON d.book_key = b.book_key
            LEFT JOIN book_weights w ON w.book_key = d.book_key AND w.day = d.day AND w.target_weight <> 0
            LEFT JOIN names n ON n.name_key = w.name_key
            WHERE b.portfolio_id = @portfolioId AND (b.context = @runId OR (@runId IS NULL AND b.context NOT IN (SELECT run_id FROM superseded_runs))) AND d.targets IS NOT NULL AND d.day BETWEEN @from AND @to
            ORDER BY b.context, d.day, n.name
            """,
            new { portfolioId, runId, from = StoredBook.DayOf(start), to = StoredBook.DayOf(end) });
        (string Context, string Strategy, int Day)? open = null;
        while (rows.Next())
        {
            var key = (rows.Text(0), rows.Text(1), (int)rows.Integer(2));
            if (open is { } before && before != key)
                Close(before);
            open = key;
            if (rows.IsNull(3))
                continue;
            instruments.Add(rows.Text(3));
            weights.Add(rows.Real(4));
        }

        if (open is { } last)
            Close(last);
        return books;

        void Close((string Context, string Strategy, int Day) key)
        {
            books.Add(new TargetBook(key.Context, StoredBook.DateOf(key.Day), key.Strategy, [.. instruments], [.. weights]));
            instruments.Clear();
            weights.Clear();
        }
    }

    private static void WriteDecisions(RowWriter rows, SleeveRun run, StoredBook book)
    {
        foreach (var record in run.Decisions)
        {
            var construction = (record.Decision as Decision.TargetWeights)?.Book;
            var regime = run.Signals.Regime is { } regimes ? RegimeConditions.Of(run.Market, regimes, record.Session) : null;
            var stability = run.Signals.Stability is { } state ? StabilityConditions.Of(run.Market, state, record.Session) : null;
            rows.Narrow(book.Key).Narrow(book.Day(record.Session)).Real(construction?.ExpectedReturn ?? double.NaN)
                .Real(construction?.ExpectedVolatility ?? double.NaN).Real(construction?.CovarianceCoverage ?? double.NaN)
                .Real(construction?.Turnover ?? double.NaN).Real(construction?.TurnoverFraction ?? double.NaN)
                .Narrow(construction?.NameCapBinding).Narrow(construction?.SectorCapBinding)
                .Narrow((int?)run.Signals.Regime?.LabelAt(record.Session)).Real(regime?.Confidence ?? double.NaN)
                .Narrow(stability?.Names).Real(stability?.MeanIndex ?? double.NaN).Real(stability?.ShareTargetableOrBreaker ?? double.NaN)
                .Narrow(record.Universe?.Candidates.Length).Narrow(record.Universe is null ? null : MembersOf(record))
                .Narrow(record.Decision is Decision.HoldDecision ? null : record.FinalInstruments.Length)
                .Narrow(record.RiskActions.Where(a => a.Type != RiskActionType.Ok).Select(a => a.Instrument).Distinct().Count())
                .Text(ReasonOf(record.Decision)).EndRow();
        }
    }

    private static void WriteWeights(RowWriter rows, SleeveRun run, StoredBook book)
    {
        foreach (var decision in run.Decisions.Where(d => d.Decision is not Decision.HoldDecision))
        {
            for (var k = 0; k < decision.FinalInstruments.Length; k++)
            {
                rows.Narrow(book.Key).Narrow(book.Day(decision.Session)).Narrow(book.Name(decision.FinalInstruments[k]))
                    .Real(decision.FinalWeights[k]).EndRow();
            }
        }
    }

    private static void WriteRiskActions(RowWriter rows, SleeveRun run, StoredBook book)
    {
        foreach (var decision in run.Decisions)
        {
            foreach (var action in decision.RiskActions.OrderBy(a => book.Name(a.Instrument)).ThenBy(a => a.Order))
            {
                rows.Narrow(book.Key).Narrow(book.Day(decision.Session)).Narrow(book.Name(action.Instrument)).Narrow(action.Order)
                    .Narrow((int)action.Type).Real(action.Before).Real(action.After == action.Before ? double.NaN : action.After)
                    .Narrow(action.Rule.Length == 0 ? null : book.Rule(action.Rule)).EndRow();
            }
        }
    }

    private static int MembersOf(DecisionRecord record)
    {
        var members = 0;
        foreach (ref readonly var candidate in record.Universe!.Candidates.AsSpan())
            members += candidate.Included ? 1 : 0;
        return members;
    }

    private static string? ReasonOf(Decision decision) => decision switch
    {
        Decision.TargetWeights weights => weights.Reason,
        Decision.TargetShares shares => shares.Reason,
        _ => null,
    };
}

/// <summary>One stored target book: the weights a decision settled on.</summary>
/// <param name="Context"><c>live</c> or the run id.</param>
/// <param name="AsOfDate">The decision's session.</param>
/// <param name="StrategyId">Whose decision.</param>
/// <param name="Instruments">In ordinal order; a weight of 0 is no position and is left out.</param>
/// <param name="Weights">Fractions of equity, one an instrument.</param>
public sealed record TargetBook(string Context, DateOnly AsOfDate, string StrategyId, string[] Instruments, double[] Weights);

/// <summary>One target weight of a stored decision with the sector its universe saw it in, if it has one.</summary>
public sealed record TargetRow(DateOnly AsOfDate, string EntityId, double TargetWeight, string? Sector);
