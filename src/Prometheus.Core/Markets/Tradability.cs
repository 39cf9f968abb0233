using Prometheus.Core.Panels;

namespace Prometheus.Core.Markets;

/// <summary>Joins listing facts and observed closes into one mask.</summary>
internal static class Tradability
{
    public static Mask Compute(Market market)
    {
        var sessions = market.Sessions.Count;
        var columns = market.Instruments.Count;
        var wordsPerRow = Mask.WordsFor(columns);
        var words = new ulong[sessions * wordsPerRow];
        for (var t = 0; t < sessions; t++)
        {
            var date = market.Sessions[t];
            var close = market.Prices.Close.Row(t);
            var row = words.AsSpan(t * wordsPerRow, wordsPerRow);
            for (var i = 0; i < columns; i++)
            {
                var listing = market.Listings[i];
                if (!double.IsNaN(close[i]) && listing.IsListedOn(date) && !listing.IsDelistedOn(date))
                    row[i >> 6] |= 1UL << (i & 63);
            }
        }

        return Mask.Adopt(words, sessions, columns);
    }
}
