using System.Globalization;
using System.Text;
using Prometheus.Core.Markets;

namespace Prometheus.Bench.Worlds;

/// <summary>Writes a market's bars as one CSV file, name after name: <c>symbol,date,open,high,low,close,adj close,volume</c>. Symbols lack the market's suffix.</summary>
internal static class CsvFile
{
    private static readonly PriceField[] Fields =
        [PriceField.Open, PriceField.High, PriceField.Low, PriceField.Close, PriceField.AdjustedClose, PriceField.Volume];

    public static void Write(Market market, string path)
    {
        var dates = market.Sessions.Dates.ToArray().Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        var panels = Fields.Select(f => market.Prices[f]).ToArray();
        using var writer = new StreamWriter(path, append: false, Encoding.ASCII, bufferSize: 1 << 20);
        writer.Write("symbol,date,open,high,low,close,adj close,volume\n");
        Span<char> number = stackalloc char[32];
        for (var i = 0; i < market.Instruments.Count; i++)
        {
            var symbol = market.Instruments[i][..^market.Definition.DefaultSuffix.Length];
            for (var t = 0; t < dates.Length; t++)
            {
                writer.Write(symbol);
                writer.Write(',');
                writer.Write(dates[t]);
                foreach (var panel in panels)
                {
                    panel[t, i].TryFormat(number, out var length, default, CultureInfo.InvariantCulture);
                    writer.Write(',');
                    writer.Write(number[..length]);
                }

                writer.Write('\n');
            }
        }
    }
}
