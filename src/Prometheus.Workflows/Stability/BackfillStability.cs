using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Engines.Stability;
using Prometheus.Jobs;
using Prometheus.Storage.Databases;
using Prometheus.Storage.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Stability;

/// <summary>Saves the stability of every name on every session of a range, one unit a calendar year.</summary>
public static class BackfillStability
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        string marketId,
        DateOnly start,
        DateOnly end,
        StabilityOptions options,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Fields = [PriceField.Close] }, cancellation);
        var first = market.Sessions.FirstAtOrAfter(start);
        if (first >= market.Sessions.Count)
            throw new NothingMatchedError(string.Create(CultureInfo.InvariantCulture, $"market {marketId} has no session between {start:yyyy-MM-dd} and {end:yyyy-MM-dd}"));

        var state = new Lazy<StabilityState>(() => StabilityEngine.Compute(market, options, job.Workers, cancellation));
        var years = Years(market, first);
        var hash = StableId.HashOf(options);
        var units = Units(market, years, marketId, hash).ToArray();
        var ranges = units.ToDictionary(u => u.Unit.Key, u => u.Range, StringComparer.Ordinal);
        return runner.Run(
            databases.Runtime,
            new Job<SessionSelection>
            {
                Key = $"stab backfill {marketId}",
                Units = units.Select(u => u.Unit).ToArray(),
                Compute = (unit, _) => SessionSelection.Range(ranges[unit.Key].First, ranges[unit.Key].Last),
                Save = (transaction, _, selection) => StabilityStore.Save(transaction, market, state.Value, selection),
            },
            job,
            progress,
            cancellation);
    }

    private static List<(int First, int Last)> Years(Market market, int first)
    {
        var years = new List<(int, int)>();
        for (var t = first; t < market.Sessions.Count; t++)
        {
            var last = t;
            while (last + 1 < market.Sessions.Count && market.Sessions[last + 1].Year == market.Sessions[t].Year)
                last++;
            years.Add((t, last));
            t = last;
        }

        return years;
    }

    /// <summary>A year's inputs are all total returns up to its last session: later data do not make it stale.</summary>
    private static IEnumerable<(JobUnit Unit, (int First, int Last) Range)> Units(Market market, List<(int First, int Last)> years, string marketId, string optionsHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', market.Instruments.Ids.ToArray())));
        var index = market.TotalReturns.LogIndex;
        var hashed = 0;
        foreach (var (first, last) in years)
        {
            hash.AppendData(RowBytes(index, hashed, last));
            hashed = last + 1;
            var digest = Convert.ToHexStringLower(hash.GetCurrentHash());
            var range = string.Create(CultureInfo.InvariantCulture, $"{market.Sessions[first]:yyyy-MM-dd}..{market.Sessions[last]:yyyy-MM-dd}");
            yield return (new JobUnit("stability", range, marketId, optionsHash, digest), (first, last));
        }
    }

    private static ReadOnlySpan<byte> RowBytes(Panel panel, int first, int last)
        => MemoryMarshal.AsBytes(panel.Values[(first * panel.Columns)..((last + 1) * panel.Columns)]);
}
