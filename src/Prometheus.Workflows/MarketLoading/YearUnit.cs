using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Errors;
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
    public static IReadOnlyList<YearUnit> Of(Market market, DateOnly start, string kind, string optionsHash, UnitInputs inputs = UnitInputs.TotalReturns)
    {
        var first = market.Sessions.FirstAtOrAfter(start);
        if (first >= market.Sessions.Count)
            throw new NothingMatchedError(string.Create(CultureInfo.InvariantCulture, $"market {market.Definition.MarketId} has no session from {start:yyyy-MM-dd} on"));

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', market.Instruments.Ids.ToArray())));
        if (inputs == UnitInputs.Everything)
            hash.AppendData(Encoding.UTF8.GetBytes(StandingOf(market)));
        if (inputs == UnitInputs.Members)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', market.Funds.Order().Select(i => market.Instruments[i]).Concat(market.Sectors.Names))));
        var units = new List<YearUnit>();
        var hashed = 0;
        for (var t = first; t < market.Sessions.Count; t++)
        {
            var last = market.Sessions.LastAtOrBefore(new DateOnly(market.Sessions[t].Year, 12, 31));
            for (; hashed <= last; hashed++)
                Append(hash, market, hashed, inputs);
            var range = string.Create(CultureInfo.InvariantCulture, $"{market.Sessions[t]:yyyy-MM-dd}..{market.Sessions[last]:yyyy-MM-dd}");
            units.Add(new YearUnit(new JobUnit(kind, range, market.Definition.MarketId, optionsHash, Convert.ToHexStringLower(hash.GetCurrentHash())), t, last));
            t = last;
        }

        return units;
    }

    private static void Append(IncrementalHash hash, Market market, int session, UnitInputs inputs)
    {
        hash.AppendData(MemoryMarshal.AsBytes(market.TotalReturns.LogIndex.Row(session)));
        if (inputs == UnitInputs.Members)
        {
            hash.AppendData(market.Sectors.Codes.Row(session));
            hash.AppendData(MemoryMarshal.AsBytes(market.Tradable.Row(session)));
        }

        if (inputs != UnitInputs.Everything)
            return;
        hash.AppendData(MemoryMarshal.AsBytes(market.Prices.Close.Row(session)));
        hash.AppendData(MemoryMarshal.AsBytes(market.Prices.Volume.Row(session)));
        hash.AppendData(market.Sectors.Codes.Row(session));
        if (market.Series.Ids.Count > 0)
            hash.AppendData(MemoryMarshal.AsBytes(market.Series.Values.Row(session)));
    }

    /// <summary>What is known of the names apart from their sessions.</summary>
    private static string StandingOf(Market market)
        => string.Join(
            '\n',
            Enumerable.Range(0, market.Instruments.Count)
                .Select(i => FormattableString.Invariant($"{market.Basis[i]}|{market.Funds.Contains(i)}|{market.Listings[i]}"))
                .Concat(market.Sectors.Names)
                .Concat(market.Series.Ids));
}
