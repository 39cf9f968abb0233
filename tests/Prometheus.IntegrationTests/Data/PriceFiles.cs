using System.Globalization;
using System.Text;
using Prometheus.Core.Time;

namespace Prometheus.IntegrationTests.Data;

/// <summary>Small price files in the vendors' layouts.</summary>
internal static class PriceFiles
{
    public const string AlphaVantageHeader = "symbol,timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient";
    public const string YahooHeader = "Date,Open,High,Low,Close,Adj Close,Volume";

    /// <summary>The first <paramref name="count"/> sessions from a date on.</summary>
    public static DateOnly[] Sessions(DateOnly start, int count)
        => ExchangeCalendars.Get("XNYS").Sessions(start, start.AddDays((count * 2) + 10)).Take(count).Select(s => s.Date).ToArray();

    /// <summary>Raw rows of some symbols, each on its own price path; <paramref name="close"/> gives symbol index and day to price.</summary>
    public static string AlphaVantage(IReadOnlyList<string> symbols, IReadOnlyList<DateOnly> dates, Func<int, int, double> close)
    {
        var text = new StringBuilder(AlphaVantageHeader).Append('\n');
        for (var s = 0; s < symbols.Count; s++)
        {
            for (var t = 0; t < dates.Count; t++)
            {
                var c = close(s, t);
                if (!double.IsNaN(c))
                    text.Append(Row(symbols[s], dates[t], c)).Append('\n');
            }
        }

        return text.ToString();
    }

    public static string Row(string symbol, DateOnly date, double close, double dividend = 0, double split = 1)
        => string.Create(CultureInfo.InvariantCulture, $"{symbol},{date:yyyy-MM-dd},{close},{close * 1.01},{close * 0.99},{close},{close},{1000 + date.Day},{dividend},{split}");

    public static string Yahoo(IReadOnlyList<DateOnly> dates, Func<int, double> close)
    {
        var text = new StringBuilder(YahooHeader).Append('\n');
        for (var t = 0; t < dates.Count; t++)
        {
            var c = close(t);
            text.Append(CultureInfo.InvariantCulture, $"{dates[t]:yyyy-MM-dd},{c},{c * 1.01},{c * 0.99},{c},{c},5000\n");
        }

        return text.ToString();
    }
}
