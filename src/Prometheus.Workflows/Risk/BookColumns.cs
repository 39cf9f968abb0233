using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Risk;

/// <summary>A stored target book on the axes of a market.</summary>
internal static class BookColumns
{
    /// <summary>Columns, ascending, with their weights.</summary>
    /// <exception cref="DataError">A name the market does not have.</exception>
    public static (int[] Columns, double[] Weights) Of(Market market, TargetBook book)
    {
        var (instruments, weights) = (book.Instruments, book.Weights);
        var columns = new int[instruments.Length];
        for (var k = 0; k < columns.Length; k++)
        {
            columns[k] = market.Instruments.IndexOf(instruments[k]);
            if (columns[k] < 0)
                throw Unknown(market, book, instruments[k]);
        }

        return (columns, weights);
    }

    /// <exception cref="DataError">The book's date is no session of the market.</exception>
    public static int SessionOf(Market market, TargetBook book)
        => market.Sessions.IndexOf(book.AsOfDate) is var session and >= 0
            ? session
            : throw new DataError(string.Create(
                CultureInfo.InvariantCulture, $"the target book of {book.Context} on {book.AsOfDate:yyyy-MM-dd} lies on no session of market {market.Definition.MarketId}"));

    private static DataError Unknown(Market market, TargetBook book, string instrument) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"the target book of {book.Context} on {book.AsOfDate:yyyy-MM-dd} holds {instrument}, which market {market.Definition.MarketId} does not have"));
}
