using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.States.Stability;

namespace Prometheus.Stores.States;

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

    /// <summary>The same for sectors and markets, which say how many of their names they speak for.</summary>
    private static readonly TableShape AggregateVectors = new(Vectors.Name, Vectors.KeyColumns, [.. Vectors.Columns, Column.Real("coverage")]);

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

    private const string RowColumns =
        """
        SELECT v.entity_type, v.entity_id, v.as_of_date, c.soft_target_class, v.overall_score, v.vol_score, v.dd_score, v.trend_score,
               v.sigma, v.max_drawdown, v.trend, v.coverage
        FROM stability_vectors v JOIN soft_target_classes c
          ON c.entity_type = v.entity_type AND c.entity_id = v.entity_id AND c.as_of_date = v.as_of_date AND c.model_id = v.model_id
        WHERE v.entity_type = @entityType AND v.model_id = @modelId
        """;

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

    /// <summary>Makes the sessions <paramref name="first"/> … <paramref name="last"/> of one market hold exactly these sectors, or that market's row.</summary>
    public static long Save(DatabaseTransaction unit, Market market, StabilityAggregate aggregate, int first, int last)
    {
        // Ids of a market's parts begin with it and a bar; the character after the bar ends that range.
        var id = market.Definition.MarketId;
        var range = KeyRange.Where(
            "entity_type = @type AND model_id = @model AND as_of_date BETWEEN @from AND @to AND (entity_id = @id OR (entity_id >= @begin AND entity_id < @end))",
            new
            {
                type = aggregate.EntityType,
                model = aggregate.State.ModelId,
                from = market.Sessions[first],
                to = market.Sessions[last],
                id,
                begin = id + "|",
                end = id + "}",
            });
        return unit.Replace(AggregateVectors, range, rows => WriteAggregate(rows, market, aggregate, first, last, vectors: true))
            + unit.Replace(Classes, range, rows => WriteAggregate(rows, market, aggregate, first, last, vectors: false));
    }

    /// <summary>
    /// The stored classes of entities on a market's sessions, as codes [sessions × entities]; <see cref="CodePanel.None"/> where nothing is
    /// stored. Nothing dated after <paramref name="asOf"/> is read.
    /// </summary>
    /// <param name="runtime">Where the states are.</param>
    /// <param name="entityType">INSTRUMENT, SECTOR or MARKET.</param>
    /// <param name="entityIds">Ids in ordinal order; columns of the result.</param>
    /// <param name="sessions">Rows of the result; stored dates that are no session are passed over.</param>
    /// <param name="modelId">Whose classes.</param>
    /// <param name="asOf">Last date read.</param>
    /// <param name="start">First date read.</param>
    public static CodePanel ReadClasses(
        IDatabaseReads runtime,
        string entityType,
        IReadOnlyList<string> entityIds,
        SessionAxis sessions,
        string modelId,
        DateOnly asOf,
        DateOnly start = default)
    {
        var codes = new byte[sessions.Count * entityIds.Count];
        Array.Fill(codes, CodePanel.None);
        var columnOf = entityIds.Select((id, column) => (id, column)).ToDictionary(e => e.id, e => e.column, StringComparer.Ordinal);
        using var rows = runtime.Read(
            """
            SELECT entity_id, as_of_date, soft_target_class FROM soft_target_classes
            WHERE entity_type = @entityType AND entity_id BETWEEN @first AND @last AND model_id = @modelId AND as_of_date BETWEEN @start AND @asOf
            """,
            new { start, entityType, first = entityIds.Count == 0 ? "" : entityIds[0], last = entityIds.Count == 0 ? "" : entityIds[^1], modelId, asOf });
        while (rows.Next())
        {
            if (!columnOf.TryGetValue(rows.Text(0), out var column) || sessions.IndexOf(rows.Date(1)) is not (>= 0 and var session))
                continue;
            var code = Array.IndexOf(ClassNames, rows.Text(2));
            codes[(session * entityIds.Count) + column] = code >= 0
                ? (byte)code
                : throw new DataError($"the stored class of {entityType} {rows.Text(0)} on {rows.Date(1):yyyy-MM-dd} is '{rows.Text(2)}', expected one of {string.Join(", ", ClassNames)}");
        }

        return CodePanel.Adopt(codes, sessions.Count, entityIds.Count);
    }

    /// <summary>The stored states of one entity from a date to another, ascending.</summary>
    public static IReadOnlyList<StabilityRow> ReadHistory(
        IDatabaseReads runtime, string entityType, string entityId, string modelId, DateOnly start, DateOnly end)
        => runtime.Query<StabilityRow>(
            $"{RowColumns} AND v.entity_id = @entityId AND v.as_of_date BETWEEN @start AND @end ORDER BY v.as_of_date",
            new { entityType, entityId, modelId, start, end });

    /// <summary>The least stable entities on the last stored session up to <paramref name="asOf"/>: score descending, then id.</summary>
    public static IReadOnlyList<StabilityRow> ReadTop(IDatabaseReads runtime, string entityType, string modelId, DateOnly asOf, int count)
        => runtime.Query<StabilityRow>(
            $"""
            {RowColumns} AND v.as_of_date =
              (SELECT MAX(as_of_date) FROM soft_target_classes WHERE entity_type = @entityType AND model_id = @modelId AND as_of_date <= @asOf)
            ORDER BY v.overall_score DESC, v.entity_id LIMIT @count
            """,
            new { entityType, modelId, asOf, count });

    private static void WriteAggregate(RowWriter rows, Market market, StabilityAggregate aggregate, int first, int last, bool vectors)
    {
        var (state, model) = (aggregate.State, aggregate.State.ModelId);
        for (var g = 0; g < aggregate.EntityIds.Count; g++)
        {
            for (var t = first; t <= last; t++)
            {
                if (state.Class[t, g] == CodePanel.None)
                    continue;
                rows.Text(aggregate.EntityType).Text(aggregate.EntityIds[g]).Date(market.Sessions[t]).Text(model);
                if (vectors)
                {
                    rows.Real(state.VolatilityScore[t, g]).Real(state.DrawdownScore[t, g]).Real(state.TrendScore[t, g])
                        .Real(state.Sigma[t, g]).Real(state.MaxDrawdown[t, g]).Real(state.Trend[t, g]).Real(state.Index[t, g])
                        .Real(aggregate.Coverage[t, g]).EndRow();
                }
                else
                {
                    rows.Text(ClassNames[state.Class[t, g]]).Real(state.Index[t, g]).Boolean(false)
                        .Real(state.VolatilityScore[t, g]).Real(state.DrawdownScore[t, g]).Real(state.TrendScore[t, g]).EndRow();
                }
            }
        }
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
                    .Text(ClassNames[state.Class[t, i]]).Real(state.Index[t, i]).Boolean(state.IsWeak(t, i))
                    .Real(state.VolatilityScore[t, i]).Real(state.DrawdownScore[t, i]).Real(state.TrendScore[t, i])
                    .EndRow();
            }
        }
    }
}

/// <summary>One stored stability state.</summary>
/// <param name="Coverage">Share of the members that have a state; null for an instrument.</param>
public sealed record StabilityRow(
    string EntityType, string EntityId, DateOnly AsOfDate, string SoftTargetClass, double OverallScore, double VolScore, double DdScore,
    double TrendScore, double Sigma, double MaxDrawdown, double Trend, double? Coverage);
