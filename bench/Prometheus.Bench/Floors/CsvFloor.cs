using System.Globalization;

namespace Prometheus.Bench.Floors;

/// <summary>F_csv: a plain C# parse of <c>symbol,date,open,high,low,close,adjusted_close,volume</c> rows into session-major arrays.</summary>
internal static class CsvFloor
{
    public const int Fields = 6;

    /// <summary>Six arrays [sessions × names]; rows must be sorted by symbol, dates must be among <paramref name="sessions"/>.</summary>
    public static double[][] Parse(string path, IReadOnlyDictionary<DateOnly, int> sessions, int names)
    {
        var panels = new double[Fields][];
        for (var f = 0; f < Fields; f++)
        {
            panels[f] = new double[sessions.Count * names];
            panels[f].AsSpan().Fill(double.NaN);
        }

        using var reader = new StreamReader(path, bufferSize: 1 << 20, encoding: System.Text.Encoding.ASCII, detectEncodingFromByteOrderMarks: false);
        reader.ReadLine();
        var column = -1;
        var symbol = "";
        while (reader.ReadLine() is { } line)
        {
            var rest = line.AsSpan();
            var comma = rest.IndexOf(',');
            if (!rest[..comma].SequenceEqual(symbol))
            {
                symbol = rest[..comma].ToString();
                column++;
            }

            rest = rest[(comma + 1)..];
            var date = DateOnly.ParseExact(rest[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var cell = (sessions[date] * names) + column;
            rest = rest[11..];
            for (var f = 0; f < Fields; f++)
            {
                comma = rest.IndexOf(',');
                var text = comma < 0 ? rest : rest[..comma];
                panels[f][cell] = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
                rest = comma < 0 ? default : rest[(comma + 1)..];
            }
        }

        return panels;
    }
}
