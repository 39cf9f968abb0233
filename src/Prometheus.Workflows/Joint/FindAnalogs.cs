using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Options;
using Prometheus.Core.Vectors;
using Prometheus.Embeddings.Joint;
using Prometheus.Embeddings.Numeric;
using Prometheus.Encoders.Search;
using Prometheus.States.Prices;
using Prometheus.Stores;
using Prometheus.Stores.Embeddings;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Joint;

/// <summary>Finds earlier sessions of the same entity whose vectors are nearest, none sharing days with another, and what followed each as far as it was known.</summary>
public static class FindAnalogs
{
    private static readonly DateOnly Always = new(1800, 1, 1);

    /// <exception cref="NothingMatchedError">No vector of the entity on the date, or none early enough to compare.</exception>
    public static AnalogAnswer Execute(DatabasePair databases, AnalogQuestion question, CancellationToken cancellation = default)
    {
        OptionRules.Require(question);
        var window = question.WindowDays;
        var vectors = Vectors(databases.Historical, question);
        var place = vectors.FindLastIndex(v => v.AsOf <= question.AsOf && v.AsOf >= question.AsOf.AddDays(-question.ToleranceDays));
        if (place < 0)
        {
            throw new NothingMatchedError(vectors.Count == 0
                ? $"{question.ModelId} holds no vector of {question.EntityType} {question.EntityId} up to {question.AsOf:yyyy-MM-dd}"
                : $"{question.ModelId} holds no vector of {question.EntityType} {question.EntityId} on {question.AsOf:yyyy-MM-dd}; the nearest date that has one is {vectors[^1].AsOf:yyyy-MM-dd}");
        }

        var query = vectors[place];
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = question.MarketId, End = query.AsOf, Reads = PriceFeatures.Definition.Usual.Reads }, cancellation);
        var session = market.Sessions.IndexOf(query.AsOf);
        if (session < 0)
            throw new DataError($"the vector of {question.EntityId} on {query.AsOf:yyyy-MM-dd} lies on no session of market {question.MarketId}");
        var earlier = vectors.Where(v => market.Sessions.IndexOf(v.AsOf) is var s && s >= 0 && s <= session - window).ToArray();
        if (earlier.Length == 0)
            throw new NothingMatchedError($"{question.EntityType} {question.EntityId} has no vector {window} sessions or more before {query.AsOf:yyyy-MM-dd}");
        var matches = ExactSearch.Top(Block(earlier, query.Vector.Length), query.Vector, earlier.Length);
        var rows = matches.Select(m => market.Sessions.IndexOf(earlier[m.Row].AsOf)).ToArray();
        var returns = Returns(databases, market, question);
        var analogs = AnalogSearch.WithoutOverlap(rows, session, window, question.Count)
            .Select(k => new Analog(market.Sessions[rows[k]], matches[k].Cosine, matches[k].Distance, [.. AnalogOutcome.Horizons.Select(h => AnalogOutcome.Of(returns, rows[k], h, session))]))
            .ToArray();
        return new AnalogAnswer(query.AsOf, analogs, [.. AnalogOutcome.Horizons.Select((h, k) => (h, Band(h, "return", a => a.Outcomes[k].Return), Band(h, "volatility", a => a.Outcomes[k].Volatility), Band(h, "drawdown", a => a.Outcomes[k].Drawdown)))]);

        AnalogBand Band(int horizon, string measure, Func<Analog, double> outcome) => AnalogSearch.Band(
            analogs.Select(outcome), question.ModelId, question.EntityId, query.AsOf.ToString("O", CultureInfo.InvariantCulture), measure, horizon.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The entity's vectors up to the date, ascending.</summary>
    private static List<StoredVector> Vectors(IDatabaseReads historical, AnalogQuestion question)
    {
        if (question.ModelId.StartsWith("joint-", StringComparison.Ordinal))
        {
            var catalogue = JointSpaces.All.FirstOrDefault(s => s.ModelId == question.ModelId.Split('@')[0])
                ?? throw new UserError($"there is no joint model '{question.ModelId}'; known are {string.Join(", ", JointSpaces.All.Select(s => s.ModelId))}");
            var key = $"{question.EntityType}:{question.EntityId}";
            return JointEmbeddingStore.Read(historical, catalogue.JointType, question.ModelId, key, Always, question.AsOf)
                .Where(v => v.EntityKey == key).Select(v => new StoredVector(key, v.AsOf, v.Vector, v.Coverage)).ToList();
        }

        return NumericEmbeddingStore.ReadEntity(
            historical, question.ModelId, NumericModels.WindowSpec(question.WindowDays), question.EntityType, question.EntityId, Always, question.AsOf).ToList();
    }

    private static VectorBlock Block(StoredVector[] vectors, int width)
    {
        var values = new float[vectors.Length * width];
        for (var k = 0; k < vectors.Length; k++)
        {
            // A fit with fewer components leaves the others at zero.
            var known = Math.Min(width, vectors[k].Vector.Length);
            vectors[k].Vector.AsSpan(0, known).CopyTo(values.AsSpan(k * width));
        }

        return VectorBlock.Adopt(values, width);
    }

    /// <summary>Daily log returns of the entity: its own, its first instrument's, or those of the equal-weight market.</summary>
    private static double[] Returns(DatabasePair databases, Market market, AnalogQuestion question)
    {
        switch (question.EntityType)
        {
            case "MARKET" or "REGION":
                return Array.ConvertAll(PriceFeatures.EqualWeightReturns(market.TotalReturns.Simple, market.Funds), r => ScalarMath.Log(1 + r));
            case "INSTRUMENT" or "ISSUER":
                var id = question.EntityType == "INSTRUMENT"
                    ? question.EntityId
                    : InstrumentStore.ReadMarket(databases.Runtime, question.MarketId).FirstOrDefault(i => i.IssuerId == question.EntityId)?.InstrumentId ?? question.EntityId;
                var column = market.Instruments.IndexOf(id);
                if (column < 0)
                    throw new NothingMatchedError($"market {question.MarketId} has no prices of {id} on or before {question.AsOf:yyyy-MM-dd}");
                return [.. Enumerable.Range(0, market.Sessions.Count).Select(t => market.TotalReturns.Log[t, column])];
            default:
                throw new UserError($"--entity-type expects INSTRUMENT, ISSUER, MARKET or REGION, found '{question.EntityType}'");
        }
    }
}

/// <summary>Earlier sessions that resemble one, and what followed them.</summary>
/// <param name="AsOf">Session of the vector that was asked about; nothing after it was read.</param>
/// <param name="Analogs">Best first.</param>
/// <param name="Bands">Mean outcome by horizon: of the return, the volatility and the drawdown.</param>
public sealed record AnalogAnswer(DateOnly AsOf, IReadOnlyList<Analog> Analogs, IReadOnlyList<(int Horizon, AnalogBand Return, AnalogBand Volatility, AnalogBand Drawdown)> Bands);

/// <summary>On which earlier sessions was an entity as it is now?</summary>
public sealed record AnalogQuestion
{
    public required string MarketId { get; init; }

    /// <summary>Id of a numeric or joint model.</summary>
    public required string ModelId { get; init; }

    /// <summary>INSTRUMENT, ISSUER, MARKET or REGION.</summary>
    public required string EntityType { get; init; }

    public required string EntityId { get; init; }

    public required DateOnly AsOf { get; init; }

    [Range(0, 36_500, Unit = "days")]
    public int ToleranceDays { get; init; }

    /// <summary>Sessions of a window; analogs do not share days.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int WindowDays { get; init; } = 63;

    [Range(1, 1e9, Unit = "analogs")]
    public int Count { get; init; } = 10;
}
