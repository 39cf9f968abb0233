using System.Text.RegularExpressions;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Texts;

/// <summary>
/// The layout of one row a day: <c>Date</c> and the day's headlines in <c>Top1, Top2, …</c>, of nobody in particular. Each headline becomes a
/// record of its own, with the event type <see cref="EventType"/>; other columns are passed over. A headline written as a Python byte string
/// (<c>b'…'</c>) is read as what it quotes.
/// </summary>
internal sealed partial class DailyHeadlines
{
    /// <summary>What a headline is as an event of the economy.</summary>
    public const string EventType = "HEADLINE";

    private static readonly Dictionary<string, int> Columns = new(StringComparer.Ordinal) { ["date"] = 0, ["headline"] = 1, ["eventtype"] = 2 };

    private readonly int _date;
    private readonly int[] _headlines;

    private DailyHeadlines(int date, int[] headlines) => (_date, _headlines) = (date, headlines);

    /// <summary>Null where the header is another layout's.</summary>
    /// <param name="header">Of the file; null for JSON lines.</param>
    public static DailyHeadlines? In(IReadOnlyList<string>? header)
    {
        var names = (header ?? []).Select(HeaderName.Simplify).ToList();
        var headlines = Enumerable.Range(0, names.Count).Where(i => Headline().IsMatch(names[i])).ToArray();
        return headlines.Length > 0 && names.IndexOf("date") is >= 0 and var date ? new DailyHeadlines(date, headlines) : null;
    }

    /// <summary>The headlines of a row in the order of its columns; blank ones are none.</summary>
    public IEnumerable<FileRecord> Of(FileRecord row)
        => _headlines.Select(i => Quoted(row.Fields[i])).Where(text => text.Length > 0)
            .Select(text => new FileRecord(row.Line, Columns, [row.Fields[_date], text, EventType], null));

    private static string Quoted(string text)
    {
        if (text.Length < 3 || text[0] != 'b' || text[1] is not ('\'' or '"') || text[^1] != text[1])
            return text;
        return Escape().Replace(text[2..^1], m => m.Value[1] is 'n' or 'r' or 't' ? " " : m.Value[1..]).Trim();
    }

    [GeneratedRegex(@"^top\d+$")]
    private static partial Regex Headline();

    [GeneratedRegex(@"\\[nrt'""\\]")]
    private static partial Regex Escape();
}
