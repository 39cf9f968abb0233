using Prometheus.Core.Panels;

namespace Prometheus.Core.Markets;

/// <summary>
/// Daily series of the market as a whole, such as a volatility index or a yield, aligned to its sessions.
/// </summary>
/// <param name="Ids">Series ids in ordinal order; columns of <paramref name="Values"/>.</param>
/// <param name="Values">
/// Session × series: the value known at the session's close, in the unit it is stored in (yields as fractions a year, indices as levels);
/// NaN where none is known.
/// </param>
public sealed record MarketSeries(IReadOnlyList<string> Ids, Panel Values)
{
    /// <summary>No series, over any number of sessions.</summary>
    public static MarketSeries None { get; } = new([], Panel.Adopt([], 0, 0));

    /// <summary>The column of a series, or −1 where the store has none of that id.</summary>
    public int IndexOf(string id)
    {
        for (var k = 0; k < Ids.Count; k++)
        {
            if (string.Equals(Ids[k], id, StringComparison.Ordinal))
                return k;
        }

        return -1;
    }
}
