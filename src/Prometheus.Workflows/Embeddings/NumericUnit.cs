using System.Globalization;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Embeddings;

/// <summary>One piece of window vectors: a model, an entity type, and a calendar year or a single session.</summary>
internal sealed record NumericUnit(JobUnit Unit, NumericModel Model, string EntityType, int First, int Last)
{
    /// <summary>All units of a request, one model after the other.</summary>
    public static IReadOnlyList<NumericUnit> Of(Market market, NumericEmbeddingOptions options)
    {
        var pieces = options.Start is { } start ? Years(market, start, options) : Sessions(market, options);
        var units = new List<NumericUnit>();
        foreach (var model in options.Models)
        {
            foreach (var type in options.EntityTypes)
                units.AddRange(pieces.Select(p => new NumericUnit(p.Unit with { Kind = $"{NumericModels.IdOf(model, options.Numeric)} {type}" }, model, type, p.First, p.Last)));
        }

        return units;
    }

    private static List<YearUnit> Years(Market market, DateOnly start, NumericEmbeddingOptions options) => [.. YearUnit.Of(market, start, "numeric", HashOf(options), MarketEntities.Reads)];

    /// <summary>The as-of session and the last sessions of the months before it, ascending.</summary>
    private static List<YearUnit> Sessions(Market market, NumericEmbeddingOptions options)
    {
        var sessions = new List<int>();
        for (var t = market.Sessions.Count - 1; t >= 0 && sessions.Count < options.Snapshots; t--)
        {
            if (sessions.Count == 0 || market.Sessions[t].Month != market.Sessions[t + 1].Month)
                sessions.Insert(0, t);
        }

        if (sessions.Count == 0)
            throw new NothingMatchedError($"market {market.Definition.MarketId} has no stored session");
        using var digest = new UnitDigest(market, MarketEntities.Reads);
        return sessions.ConvertAll(t => new YearUnit(
            new JobUnit(
                "numeric",
                string.Create(CultureInfo.InvariantCulture, $"{market.Sessions[t]:yyyy-MM-dd}..{market.Sessions[t]:yyyy-MM-dd}"),
                market.Definition.MarketId,
                HashOf(options),
                digest.Through(t)),
            t,
            t));
    }

    private static string HashOf(NumericEmbeddingOptions options)
        => StableId.HashOf(new Asked(options.Numeric, options.Instruments is { } ids ? [.. ids] : null, options.Offset, options.Limit));

    private sealed record Asked(NumericOptions Numeric, EquatableList<string>? Instruments, int Offset, int? Limit);
}
