using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.Embeddings.Texts;
using Prometheus.Jobs;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Freshness;

/// <summary>
/// Which derived rows and runs no longer follow from the data: every finished unit recorded the digest of what it read of the
/// market, every run that of the slice it ran on, and both are compared with the data now. What was made from other derived rows (texts, joint
/// vectors, risk reports, scenario sets) says how far it reaches. Nothing is recomputed.
/// </summary>
public static class DataStatus
{
    /// <param name="marketId">Null: all markets.</param>
    public static FreshnessReport Read(DatabasePair databases, string? marketId, CancellationToken cancellation = default)
    {
        if (marketId is not null)
            MarketCatalog.Get(marketId);
        var units = FinishedUnit.All(databases.Historical).Concat(FinishedUnit.All(databases.Runtime))
            .Select(RecordedUnit.From)
            .OfType<RecordedUnit>()
            .Where(u => marketId is null || u.MarketId == marketId)
            .ToArray();
        var ranges = units.GroupBy(u => u.MarketId, StringComparer.Ordinal).SelectMany(m => RangesOf(databases, m.Key, [.. m], cancellation))
            .Concat(KeptArtefacts.RiskReports(databases.Runtime, marketId));
        var runs = RunStore.Summaries(databases.Runtime, strategyId: null, int.MaxValue).Where(r => marketId is null || r.MarketId == marketId);
        return new FreshnessReport(
            [.. ranges.OrderBy(r => r.Job, StringComparer.Ordinal).ThenBy(r => r.Start)],
            RunsOf(databases, [.. runs], cancellation));
    }

    private static IEnumerable<DerivedRange> RangesOf(DatabasePair databases, string marketId, RecordedUnit[] units, CancellationToken cancellation)
    {
        var market = LoadWhole(databases, marketId, cancellation);
        var digests = market is null ? [] : DigestsOf(market, units);
        foreach (var job in units.GroupBy(u => (u.Job, u.Kind, u.OptionsHash)))
        {
            // A unit inside another one was superseded by it: the same rows, saved again.
            var members = job.Where(u => !job.Any(o => o != u && o.Contains(u))).OrderBy(u => u.Start).ToArray();
            var ranges = Chained(members, market?.Sessions).ToArray();
            foreach (var range in ranges)
            {
                var stale = range.Where(u => u.Inputs is { } read && digests.GetValueOrDefault((read, u.End)) != u.InputsDigest).Select(u => (u.Start, u.End)).ToArray();
                var last = market is not null && range == ranges[^1] ? LastSession(databases.Historical, market, job.Key.Kind) : -1;
                var behind = last < 0 ? 0 : Math.Max(0, last - market!.Sessions.LastAtOrBefore(range[^1].End));
                var derived = new DerivedRange(
                    job.Key.Job, job.Key.Kind, marketId, job.Key.OptionsHash, range[0].Start, range.Max(u => u.End), range.Count, stale, behind)
                {
                    IsJudged = range.All(u => u.Inputs is not null),
                };
                yield return behind > 0 ? derived with { Command = OwnCommand.Of(derived, market!.Sessions[last]) } : derived;
            }
        }

        if (market is null)
            yield break;
        foreach (var set in KeptArtefacts.ScenarioSets(databases.Runtime, marketId, market.Sessions))
            yield return set;
    }

    /// <summary>The last session a job of this kind can reach: the market's, or that of the last text it reads. −1 before the first session.</summary>
    private static int LastSession(Database historical, Market market, string kind)
    {
        var last = market.Sessions.Count - 1;
        var table = kind switch
        {
            "text " + TextModel.News or "text " + TextModel.NewsIssuerDay => "news_articles",
            "text " + TextModel.Macro => "macro_events",
            _ => null,
        };
        if (table is null)
            return last;
        var known = historical.Scalar<DateOnly?>($"SELECT MAX(known_on) FROM {table} WHERE market_id = @marketId", new { marketId = market.Definition.MarketId });
        return Math.Min(last, market.Sessions.LastAtOrBefore(known ?? DateOnly.MinValue));
    }

    /// <summary>Null where the market has no price any more.</summary>
    private static Market? LoadWhole(DatabasePair databases, string marketId, CancellationToken cancellation)
    {
        try
        {
            return MarketLoader.Load(
                databases, new MarketLoadOptions { MarketId = marketId, End = DateOnly.MaxValue, Reads = MarketReads.All }, cancellation);
        }
        catch (NothingMatchedError)
        {
            return null;
        }
    }

    private static Dictionary<(MarketReads Inputs, DateOnly End), string> DigestsOf(Market market, RecordedUnit[] units)
    {
        var digests = new Dictionary<(MarketReads, DateOnly), string>();
        foreach (var inputs in units.Where(u => u.Inputs is not null).GroupBy(u => u.Inputs!.Value))
        {
            using var digest = new UnitDigest(market, inputs.Key);
            foreach (var end in inputs.Select(u => u.End).Distinct().Order())
            {
                if (market.Sessions.IndexOf(end) is var last and >= 0)
                    digests.Add((inputs.Key, end), digest.Through(last));
            }
        }

        return digests;
    }

    /// <summary>Units that follow each other without a session between them.</summary>
    private static IEnumerable<List<RecordedUnit>> Chained(RecordedUnit[] units, SessionAxis? sessions)
    {
        var chain = new List<RecordedUnit>();
        foreach (var unit in units)
        {
            if (chain.Count > 0 && !(sessions is not null && sessions.FirstAtOrAfter(unit.Start) <= sessions.LastAtOrBefore(chain[^1].End) + 1))
            {
                yield return chain;
                chain = [];
            }

            chain.Add(unit);
        }

        if (chain.Count > 0)
            yield return chain;
    }

    private static List<RunFreshness> RunsOf(DatabasePair databases, RunRow[] runs, CancellationToken cancellation)
    {
        var now = runs.Select(r => (r.MarketId, r.EndDate)).Distinct().ToDictionary(slice => slice, slice => DigestOf(databases, slice.MarketId, slice.EndDate, cancellation));
        var fresh = runs.Where(IsFresh).Select(Configuration).ToHashSet();
        return runs.OrderBy(r => r.StrategyId, StringComparer.Ordinal).ThenBy(r => r.SleeveId, StringComparer.Ordinal)
            .ThenBy(r => r.StartDate).ThenBy(r => r.EndDate).ThenBy(r => r.RunId, StringComparer.Ordinal)
            .Select(r => new RunFreshness(r, !IsFresh(r) && !fresh.Contains(Configuration(r))))
            .ToList();

        bool IsFresh(RunRow run) => now[(run.MarketId, run.EndDate)] == run.DataDigest;
    }

    private static (DateOnly, DateOnly, string) Configuration(RunRow run) => (run.StartDate, run.EndDate, run.ConfigJson);

    private static string? DigestOf(DatabasePair databases, string marketId, DateOnly end, CancellationToken cancellation)
    {
        try
        {
            return MarketDigest.Compute(MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end }, cancellation), cancellation);
        }
        catch (NothingMatchedError)
        {
            return null;
        }
    }
}
