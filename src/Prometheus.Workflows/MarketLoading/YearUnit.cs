using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Jobs;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>One calendar year of a market as a unit of long work.</summary>
/// <param name="Unit">What the runner remembers; its inputs are what it reads up to the year's last session, so later data do not make it stale.</param>
/// <param name="First">First row.</param>
/// <param name="Last">Last row.</param>
internal sealed record YearUnit(JobUnit Unit, int First, int Last)
{
    /// <summary>The years of the market from a date on; the first and the last may be parts of a year.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="optionsHash">Hash of everything that was asked for.</param>
    /// <param name="inputs">What is read of the market.</param>
    /// <exception cref="NothingMatchedError">No session of the market lies on or after the start.</exception>
    public static IReadOnlyList<YearUnit> Of(Market market, DateOnly start, string kind, string optionsHash, MarketReads inputs)
    {
        var first = market.Sessions.FirstAtOrAfter(start);
        if (first >= market.Sessions.Count)
            throw new NothingMatchedError(string.Create(CultureInfo.InvariantCulture, $"market {market.Definition.MarketId} has no session from {start:yyyy-MM-dd} on"));

        using var digest = new UnitDigest(market, inputs);
        var units = new List<YearUnit>();
        for (var t = first; t < market.Sessions.Count; t++)
        {
            var last = market.Sessions.LastAtOrBefore(new DateOnly(market.Sessions[t].Year, 12, 31));
            var range = string.Create(CultureInfo.InvariantCulture, $"{market.Sessions[t]:yyyy-MM-dd}..{market.Sessions[last]:yyyy-MM-dd}");
            units.Add(new YearUnit(new JobUnit(kind, range, market.Definition.MarketId, optionsHash, digest.Through(last)), t, last));
            t = last;
        }

        return units;
    }
}
