using System.Globalization;
using System.Text;

namespace Prometheus.Bench.Floors;

/// <summary>
/// The rows <c>symbol,date,open,high,low,close,adj close,volume</c> of one file, sorted by symbol, as a hand-written program reads them when it
/// knows neither dates nor names beforehand: into growing lists, then into [sessions × names] arrays. Every field is parsed.
/// </summary>
internal sealed record PlainPrices(double[] Open, double[] Close, int Sessions, int Names)
{
    private const int Fields = 6;

    public static PlainPrices Parse(string path)
    {
        var days = new List<int>();
        var columns = new List<int>();
        var values = Enumerable.Range(0, Fields).Select(_ => new List<double>()).ToArray();
        var (symbol, names) = ("", 0);
        using var reader = new StreamReader(path, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 20);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var rest = line.AsSpan();
            var comma = rest.IndexOf(',');
            if (!rest[..comma].SequenceEqual(symbol))
            {
                symbol = rest[..comma].ToString();
                names++;
            }

            rest = rest[(comma + 1)..];
            days.Add(DateOnly.ParseExact(rest[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber);
            columns.Add(names - 1);
            rest = rest[11..];
            foreach (var field in values)
            {
                comma = rest.IndexOf(',');
                field.Add(double.Parse(comma < 0 ? rest : rest[..comma], NumberStyles.Float, CultureInfo.InvariantCulture));
                rest = comma < 0 ? default : rest[(comma + 1)..];
            }
        }

        var rows = days.Distinct().Order().Select((day, row) => (day, row)).ToDictionary(d => d.day, d => d.row);
        return new PlainPrices(Scatter(values[0]), Scatter(values[3]), rows.Count, names);

        double[] Scatter(List<double> field)
        {
            var panel = new double[rows.Count * names];
            Array.Fill(panel, double.NaN);
            for (var i = 0; i < field.Count; i++)
                panel[(rows[days[i]] * names) + columns[i]] = field[i];
            return panel;
        }
    }
}
