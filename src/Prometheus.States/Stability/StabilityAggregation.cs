using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Embeddings.Numeric;
using Prometheus.States.Declarations;

namespace Prometheus.States.Stability;

/// <summary>
/// Stability of sectors and markets: on each session the equal-weight mean of every component, and of the index, over the members with a
/// state; the class is cut from that index. Funds are no members, and names without a known sector belong to none.
/// </summary>
public static class StabilityAggregation
{
    public const string Sector = MarketEntities.Sector;

    public const string WholeMarket = MarketEntities.WholeMarket;

    private const int ChunkSessions = 32;

    public static StateDefinition<StabilityGroups, StabilityAggregate> Definition { get; } = new()
    {
        Kind = "stability of groups",
        ModelId = StabilityState.DefaultModelId,
        Table = "stability_vectors",
        Command = "stab backfill --entity-type",
        Default = new StabilityGroups(Sector, StabilityOptions.Default),
        Reads = _ => MarketReads.Members | MarketReads.Levels,
        Needs = groups => [StabilityEngine.Definition.Of(groups.Stability)],
        Compute = (reader, all) =>
        [
            .. all.Select(groups =>
            {
                var state = reader.Get(StabilityEngine.Definition.Of(groups.Stability));
                return groups.EntityType == Sector
                    ? Sectors(reader.Market, state, reader.Workers, reader.Cancellation)
                    : Market(reader.Market, state, reader.Workers, reader.Cancellation);
            }),
        ],
    };

    /// <summary>One column a sector, in the order of <see cref="SectorHistory.Names"/>; members as known on each session.</summary>
    public static StabilityAggregate Sectors(Market market, StabilityState stability, int workers, CancellationToken cancellation = default)
        => Compute(
            market,
            stability,
            Sector,
            market.Sectors.Names.Select(n => SectorHistory.IdOf(market.Definition.MarketId, n)).ToArray(),
            (t, i) => market.Sectors.Codes[t, i],
            workers,
            cancellation);

    /// <summary>One column: the market itself.</summary>
    public static StabilityAggregate Market(Market market, StabilityState stability, int workers, CancellationToken cancellation = default)
        => Compute(market, stability, WholeMarket, [market.Definition.MarketId], (_, _) => 0, workers, cancellation);

    private static StabilityAggregate Compute(
        Market market, StabilityState stability, string entityType, string[] ids, Func<int, int, byte> groupOf, int workers, CancellationToken cancellation)
    {
        var (sessions, groups) = (stability.Class.Sessions, ids.Length);
        var output = new StabilityBuffers(sessions, groups);
        var coverage = new double[sessions * groups];
        var parts = new (Panel From, double[] To)[]
        {
            (stability.Index, output.Index), (stability.VolatilityScore, output.VolatilityScore), (stability.DrawdownScore, output.DrawdownScore),
            (stability.TrendScore, output.TrendScore), (stability.Sigma, output.Sigma), (stability.MaxDrawdown, output.Drawdown), (stability.Trend, output.Trend),
        };
        var scorer = new StabilityScorer(stability.Options);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        Parallel.For(0, (sessions + ChunkSessions - 1) / ChunkSessions, parallel, chunk =>
        {
            var members = new int[stability.Class.Columns];
            var values = new double[members.Length];
            for (var t = chunk * ChunkSessions; t < Math.Min(sessions, (chunk + 1) * ChunkSessions); t++)
            {
                for (var g = 0; g < groups; g++)
                {
                    var cell = (t * groups) + g;
                    var (count, known) = MembersOf(market, stability, t, g, groupOf, members);
                    coverage[cell] = known == 0 ? double.NaN : (double)count / known;
                    foreach (var (from, to) in parts)
                        to[cell] = MeanOf(from.Row(t), members.AsSpan(0, count), values);
                    output.Class[cell] = scorer.CodeOf(output.Index[cell]);
                }
            }
        });
        return new StabilityAggregate(entityType, ids, output.ToState(stability.Options), Panel.Adopt(coverage, sessions, groups));
    }

    /// <summary>Writes the columns of the members with a state; counts them and all members.</summary>
    private static (int WithState, int Known) MembersOf(
        Market market, StabilityState stability, int session, int group, Func<int, int, byte> groupOf, int[] members)
    {
        var close = market.Prices.Close.Row(session);
        var classes = stability.Class.Row(session);
        var (count, known) = (0, 0);
        for (var i = 0; i < members.Length; i++)
        {
            if (groupOf(session, i) != group || market.Funds.Contains(i))
                continue;
            if (classes[i] != CodePanel.None)
                members[count++] = i;
            known += classes[i] != CodePanel.None || !double.IsNaN(close[i]) ? 1 : 0;
        }

        return (count, known);
    }

    private static double MeanOf(ReadOnlySpan<double> row, ReadOnlySpan<int> members, double[] values)
    {
        for (var k = 0; k < members.Length; k++)
            values[k] = row[members[k]];
        return LaneStatistics.Mean(values.AsSpan(0, members.Length));
    }
}

/// <summary>The sectors of a market, or the market, and the options of their members' states.</summary>
public sealed record StabilityGroups(string EntityType, StabilityOptions Stability);

/// <summary>The stability of groups of names: sectors of a market, or the market.</summary>
/// <param name="EntityType">SECTOR or MARKET.</param>
/// <param name="EntityIds">Columns of the panels; a sector is <c>MARKET_ID|name</c>.</param>
/// <param name="State">[sessions × groups]; no state where no member has one.</param>
/// <param name="Coverage">[sessions × groups] share of the members, those with a state or an observed close, that have a state.</param>
public sealed record StabilityAggregate(string EntityType, IReadOnlyList<string> EntityIds, StabilityState State, Panel Coverage);
