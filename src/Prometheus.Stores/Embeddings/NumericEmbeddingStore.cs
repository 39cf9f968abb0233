using Prometheus.Core.Time;
using Prometheus.Embeddings.Numeric;

namespace Prometheus.Stores.Embeddings;

/// <summary>Window vectors ⇄ <c>numeric_window_embeddings</c>. An entity without a vector has no row.</summary>
public static class NumericEmbeddingStore
{
    private static readonly TableShape Table = new(
        "numeric_window_embeddings",
        keyColumns: 5,
        Column.Text("model_id"),
        Column.Text("window_spec"),
        Column.Text("entity_type"),
        Column.Date("as_of_date"),
        Column.Text("entity_id"),
        Column.Integer("dim"),
        Column.Real("coverage"),
        Column.Date("fit_served_from"),
        Column.Blob("vector"));

    /// <summary>Makes <paramref name="range"/> hold exactly the vectors of these blocks. Returns the rows written.</summary>
    /// <param name="unit">Of the historical database.</param>
    /// <param name="state">Whose model id, window and fits.</param>
    /// <param name="series">Entity type and ids, in ordinal order.</param>
    /// <param name="sessions">The market's, for the dates.</param>
    /// <param name="range">What this unit owns.</param>
    /// <param name="blocks">Ascending; may be computed while they are read.</param>
    public static long Save(
        DatabaseTransaction unit, NumericState state, EntitySeries series, SessionAxis sessions, NumericRange range, IEnumerable<NumericBlock> blocks)
    {
        var (modelId, spec) = (state.ModelId, NumericModels.WindowSpec(state.Options.WindowSessions));
        return unit.Replace(Table, range.KeyRangeOf(modelId, spec, series.EntityType), rows =>
        {
            foreach (var block in blocks)
            {
                for (var t = block.First; t < block.First + block.Sessions; t++)
                {
                    DateOnly? served = state.FitAt(t) is { } fit ? sessions[fit.FirstSession] : null;
                    for (var i = 0; i < block.Entities; i++)
                    {
                        if (!block.Has(t, i))
                            continue;
                        rows.Text(modelId).Text(spec).Text(series.EntityType).Date(sessions[t]).Text(series.Ids[i])
                            .Integer(block.Dimensions).Real(block.CoverageOf(t, i)).Date(served).Blob(VectorBytes.Of(block.Vector(t, i))).EndRow();
                    }
                }
            }
        });
    }

    /// <summary>Makes a range hold no vector of these models and entity types.</summary>
    public static void Clear(
        DatabaseTransaction unit, IReadOnlyCollection<string> modelIds, string windowSpec, IReadOnlyCollection<string> entityTypes, NumericRange range)
        => unit.Replace(Table, range.KeyRangeOf(modelIds, windowSpec, entityTypes), _ => { });

    /// <summary>Makes the store hold these vectors of a set's scenarios, each dated by its own last day. Returns the rows written.</summary>
    /// <param name="unit">Of the historical database.</param>
    /// <param name="setId">The scenarios' ids are <c>set:path</c>.</param>
    /// <param name="whole">True where these are all the set has; false leaves its other scenarios as they are.</param>
    /// <param name="servedFrom">The first session of the fit that served.</param>
    /// <param name="vectors">Each scenario once.</param>
    public static long SaveScenarios(
        DatabaseTransaction unit, string modelId, string windowSpec, string setId, bool whole, DateOnly servedFrom, IReadOnlyList<StoredVector> vectors)
    {
        var condition = "model_id = @modelId AND window_spec = @windowSpec AND entity_type = 'SCENARIO' AND entity_id >= @first AND entity_id < @beyond"
            + (whole ? "" : " AND entity_id IN @ids");
        var parameters = new { modelId, windowSpec, first = setId + ":", beyond = setId + ";", ids = vectors.Select(v => v.EntityId).ToArray() };
        return unit.Replace(Table, KeyRange.Where(condition, parameters), rows =>
        {
            foreach (var v in vectors.OrderBy(v => v.AsOf).ThenBy(v => v.EntityId, StringComparer.Ordinal))
            {
                rows.Text(modelId).Text(windowSpec).Text("SCENARIO").Date(v.AsOf).Text(v.EntityId).Integer(v.Vector.Length).Real(v.Coverage)
                    .Date(servedFrom).Blob(VectorBytes.Of(v.Vector)).EndRow();
            }
        });
    }

    /// <summary>The stored vectors of a model from a date to another, sorted by date then entity.</summary>
    /// <param name="historical">Where vectors are.</param>
    /// <param name="modelId">Model, with its options' suffix where they are not the defaults.</param>
    /// <param name="windowSpec">As <see cref="NumericModels.WindowSpec"/> spells it.</param>
    /// <param name="entityType">INSTRUMENT, SECTOR …</param>
    /// <param name="start">First date.</param>
    /// <param name="asOf">Last date; nothing later is read.</param>
    public static IReadOnlyList<StoredVector> Read(
        IDatabaseReads historical, string modelId, string windowSpec, string entityType, DateOnly start, DateOnly asOf)
        => Read(historical, "", new { modelId, windowSpec, entityType, start, asOf });

    /// <summary>The same of one entity.</summary>
    public static IReadOnlyList<StoredVector> ReadEntity(
        IDatabaseReads historical, string modelId, string windowSpec, string entityType, string entityId, DateOnly start, DateOnly asOf)
        => Read(historical, " AND entity_id = @entityId", new { modelId, windowSpec, entityType, entityId, start, asOf });

    private static List<StoredVector> Read(IDatabaseReads historical, string condition, object parameters)
    {
        var vectors = new List<StoredVector>();
        using var rows = historical.Read(
            $"""
            SELECT entity_id, as_of_date, vector, coverage FROM numeric_window_embeddings
            WHERE model_id = @modelId AND window_spec = @windowSpec AND entity_type = @entityType AND as_of_date BETWEEN @start AND @asOf{condition}
            ORDER BY as_of_date, entity_id
            """,
            parameters);
        while (rows.Next())
            vectors.Add(new StoredVector(rows.Text(0), rows.Date(1), VectorBytes.Read(rows.Blob(2)), rows.Real(3)));
        return vectors;
    }

    /// <summary>How many vectors a range holds.</summary>
    public static long Count(IDatabaseReads historical, string modelId, string windowSpec, string entityType, NumericRange range)
    {
        var keys = range.KeyRangeOf(modelId, windowSpec, entityType);
        return historical.Scalar<long>($"SELECT COUNT(*) FROM numeric_window_embeddings WHERE {keys.Condition}", keys.Parameters);
    }

    /// <summary>What is stored: one line a model, window and entity type, in key order.</summary>
    public static IReadOnlyList<NumericEmbeddingCount> Counts(IDatabaseReads historical, DateOnly asOf) => historical.Query<NumericEmbeddingCount>(
        """
        SELECT model_id AS ModelId, window_spec AS WindowSpec, entity_type AS EntityType, COUNT(*) AS Vectors, COUNT(DISTINCT entity_id) AS Entities,
               COUNT(DISTINCT as_of_date) AS Dates, MIN(as_of_date) AS FirstDate, MAX(as_of_date) AS LastDate, MAX(dim) AS Dim, AVG(coverage) AS Coverage,
               COUNT(DISTINCT fit_served_from) AS Fits
        FROM numeric_window_embeddings WHERE as_of_date <= @asOf GROUP BY model_id, window_spec, entity_type ORDER BY model_id, window_spec, entity_type
        """,
        new { asOf });
}

/// <summary>How many vectors of a model are stored, over which dates, and by how many fits they were served.</summary>
/// <param name="Coverage">Mean share of the window's returns that were observed.</param>
public sealed record NumericEmbeddingCount(
    string ModelId, string WindowSpec, string EntityType, long Vectors, long Entities, long Dates, DateOnly FirstDate, DateOnly LastDate,
    long Dim, double Coverage, long Fits);

/// <summary>Whose vectors, and on which dates, a unit owns: a range of dates or single ones, of all of a market's entities or of named ones.</summary>
/// <param name="MarketId">Instruments are those with prices in it; ids of sectors and of the market itself begin with it.</param>
/// <param name="First">First date.</param>
/// <param name="Last">Last date.</param>
public sealed record NumericRange(string MarketId, DateOnly First, DateOnly Last)
{
    /// <summary>Only these entities; null is all of the market.</summary>
    public IReadOnlyList<string>? Entities { get; init; }

    internal KeyRange KeyRangeOf(string modelId, string windowSpec, string entityType) => KeyRangeOf([modelId], windowSpec, [entityType]);

    internal KeyRange KeyRangeOf(IReadOnlyCollection<string> modelIds, string windowSpec, IReadOnlyCollection<string> entityTypes)
        => KeyRange.Where(
            $"model_id IN @models AND window_spec = @spec AND as_of_date BETWEEN @first AND @last AND ({string.Join(" OR ", entityTypes.Select(MembersOf))})",
            new
            {
                models = modelIds.ToArray(),
                spec = windowSpec,
                first = First,
                last = Last,
                entities = Entities,
                market = MarketId,
                begin = MarketId + "|",
                end = MarketId + "}",
            });

    private string MembersOf(string entityType) => $"(entity_type = '{entityType}' AND " + this switch
    {
        { Entities: not null } => "entity_id IN @entities)",
        _ when entityType == "INSTRUMENT" => "entity_id IN (SELECT instrument_id FROM price_series WHERE market_id = @market))",

        // Ids of a market's parts begin with it and a bar; the character after the bar ends that range.
        _ => "(entity_id = @market OR (entity_id >= @begin AND entity_id < @end)))",
    };
}
