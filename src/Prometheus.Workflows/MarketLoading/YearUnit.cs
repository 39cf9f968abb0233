using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Jobs;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>One calendar year of a market as a unit of long work.</summary>
/// <param name="Unit">What the runner remembers; its inputs are all total returns up to the year's last session, so later data do not make it stale.</param>
/// <param name="First">First row.</param>
/// <param name="Last">Last row.</param>
internal sealed record YearUnit(JobUnit Unit, int First, int Last)
{
    /// <summary>The years of the market from a date on; the first and the last may be parts of a year.</summary>
    /// <exception cref="NothingMatchedError">No session of the market lies on or after the start.</exception>
    public static IReadOnlyList<YearUnit> Of(Market market, DateOnly start, string kind, string optionsHash)
    {
        var first = market.Sessions.FirstAtOrAfter(start);
        if (first >= market.Sessions.Count)
            throw new NothingMatchedError(string.Create(CultureInfo.InvariantCulture, $"market {market.Definition.MarketId} has no session from {start:yyyy-MM-dd} on"));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', market.Instruments.Ids.ToArray())));
        var values = market.TotalReturns.LogIndex.Values;
        var columns = market.Instruments.Count;
        var units = new List<YearUnit>();
        var hashed = 0;
        for (var t = first; t < market.Sessions.Count; t++)
        {
            var last = market.Sessions.LastAtOrBefore(new DateOnly(market.Sessions[t].Year, 12, 31));
            hash.AppendData(MemoryMarshal.AsBytes(values[(hashed * columns)..((last + 1) * columns)]));
            hashed = last + 1;
            var range = string.Create(CultureInfo.InvariantCulture, $"{market.Sessions[t]:yyyy-MM-dd}..{market.Sessions[last]:yyyy-MM-dd}");
            units.Add(new YearUnit(new JobUnit(kind, range, market.Definition.MarketId, optionsHash, Convert.ToHexStringLower(hash.GetCurrentHash())), t, last));
            t = last;
        }

        return units;
    }
}
