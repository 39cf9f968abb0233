using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Files;

namespace Prometheus.Sources.Prices;

/// <summary>
/// A folder of one-file-a-name price CSVs taken as it stands: no rule, no quarantine. Names are file stems in ordinal order, sessions the
/// sorted union of all dates; a row without a numeric close is no bar, an open that is not numeric is NaN.
/// </summary>
/// <param name="Sessions">All dates that carry a row of some name.</param>
/// <param name="Names">File stems.</param>
/// <param name="Open">[sessions × names].</param>
/// <param name="Close">[sessions × names].</param>
public sealed record OpenCloseFolder(SessionAxis Sessions, InstrumentAxis Names, Panel Open, Panel Close)
{
    /// <exception cref="UserError">No such folder, no CSV in it, a file without the columns Date, Open and Close, or a date that is none.</exception>
    public static OpenCloseFolder Read(string folder)
    {
        using var files = SourceFileSet.Discover(folder);
        var names = files.Files.OrderBy(f => f.Stem, StringComparer.Ordinal).ToArray();
        var bars = names.Select(ReadFile).ToArray();
        var sessions = new SessionAxis(bars.SelectMany(b => b.Keys).Distinct().Order());
        var open = new double[sessions.Count * names.Length];
        var close = new double[sessions.Count * names.Length];
        Array.Fill(open, double.NaN);
        Array.Fill(close, double.NaN);
        for (var i = 0; i < bars.Length; i++)
        {
            foreach (var (date, bar) in bars[i])
            {
                var cell = (sessions.IndexOf(date) * names.Length) + i;
                (open[cell], close[cell]) = bar;
            }
        }

        return new OpenCloseFolder(
            sessions,
            new InstrumentAxis(names.Select(f => f.Stem)),
            Panel.Adopt(open, sessions.Count, names.Length),
            Panel.Adopt(close, sessions.Count, names.Length));
    }

    private static Dictionary<DateOnly, (double Open, double Close)> ReadFile(SourceFile file)
    {
        using var scanner = new CsvScanner(file.Open());
        if (!scanner.TryRead(out var header))
            throw new UserError($"{file.Name}: expected a header with Date, Open and Close, found an empty file");
        var titles = new string[header.Count];
        for (var f = 0; f < titles.Length; f++)
            titles[f] = header.TextOf(f);
        var (dateColumn, openColumn, closeColumn) = (IndexOf("Date"), IndexOf("Open"), IndexOf("Close"));
        var bars = new Dictionary<DateOnly, (double, double)>();
        while (scanner.TryRead(out var row))
        {
            if (row.Count <= dateColumn)
                throw new UserError($"{file.Name}, line {row.Line}: expected {titles.Length} fields, found {row.Count}");
            if (DateText.Parse(row[dateColumn], out var date) != DateReading.Valid)
                throw new UserError($"{file.Name}, line {row.Line}: expected a date yyyy-MM-dd, found '{row.TextOf(dateColumn)}'");
            var open = NumberAt(row, openColumn);
            var close = NumberAt(row, closeColumn);
            bars[date] = double.IsNaN(close) ? (double.NaN, double.NaN) : (open, close);
        }

        return bars;

        int IndexOf(string name)
        {
            var index = Array.FindIndex(titles, t => t.Trim().Equals(name, StringComparison.OrdinalIgnoreCase));
            return index >= 0 ? index : throw new UserError($"{file.Name}: expected a column {name}, found {string.Join(",", titles)}");
        }
    }

    private static double NumberAt(in CsvRow row, int field)
        => field < row.Count && Utf8Number.TryParse(row[field], out var value, out _) && double.IsFinite(value) ? value : double.NaN;
}
