using Prometheus.Databases.Bulk;

namespace Prometheus.Stores.Embeddings;

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
