using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Texts;

/// <summary>
/// Reads articles: <c>timestamp</c> and <c>headline</c>, and where present <c>id, source, body, language, symbols</c>. One article on
/// several rows, each with another symbol, is one article about all of them. One row a day with headlines in <c>Top1, Top2, …</c> is read as well: news of
/// the market, used from the next session on.
/// </summary>
public sealed class NewsFile
{
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["id"] = ["id", "articleid", "externalid", "url"],
        ["timestamp"] = ["timestamp", "publishedat", "published", "createdat", "createdatutc", "articledate", "datetime", "date", "time"],
        ["source"] = ["source", "provider", "publisher"],
        ["headline"] = ["headline", "articleheadline", "title", "text"],
        ["body"] = ["body", "content", "summary"],
        ["language"] = ["language", "lang"],
        ["symbols"] = ["symbols", "symbol", "tickers", "ticker"],
    };

    private static readonly char[] Separators = [',', ';', '|', ' ', '\t', '[', ']', '\'', '"'];

    private readonly TextRecords _file;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<NewsRecord> _articles = [];

    private NewsFile(TextRecords file) => _file = file;

    /// <param name="path">One file, plain or gzip: CSV with a header, or JSON lines.</param>
    /// <exception cref="UserError">An unreadable file, a header without time or headline, or no usable row.</exception>
    public static FactReading<NewsRecord> Read(string path, TextFileOptions options, MarketDefinition market)
    {
        var file = new TextRecords(path, options, market, Usual, options.DateOnly, takesHeadlines: true, "timestamp", "headline");
        var news = new NewsFile(file);
        foreach (var record in file.Readable())
            news.Read(record);
        return file.Tally.Finish(news._articles);
    }

    private void Read(FileRecord record)
    {
        var headline = _file.Text(record, "headline");
        var time = _file.Text(record, "timestamp");
        if (_file.Clock.Read(time, out var timestamp, out var knownOn) is { } rule)
            _file.Tally.Refuse(record.Line, rule, null, $"'{time}'");
        else if (headline.Length == 0)
            _file.Tally.Refuse(record.Line, FactRules.Missing, knownOn, "no headline");
        else
            Add(record, headline, timestamp, knownOn);
    }

    private void Add(FileRecord record, string headline, DateTimeOffset timestamp, DateOnly knownOn)
    {
        var source = _file.SourceOf(record);
        var id = _file.IdOf("news", record, source, timestamp.ToString("O", CultureInfo.InvariantCulture), ContentHash.Of(headline));
        var article = new NewsRecord(
            id, timestamp, knownOn, source, _file.Stated(record, "language"), headline, _file.Stated(record, "body"),
            SymbolsOf(_file.Text(record, "symbols")));
        if (_places.TryAdd(id, _articles.Count))
        {
            _articles.Add(article);
            return;
        }

        var earlier = _articles[_places[id]];
        if (earlier with { Symbols = article.Symbols } != article)
        {
            _file.Tally.Refuse(record.Line, FactRules.Repeated, knownOn, $"another content of '{_file.Stated(record, "id") ?? headline}'");
            return;
        }

        _file.Tally.RowsRepeated++;
        _articles[_places[id]] = earlier with { Symbols = [.. earlier.Symbols.Union(article.Symbols).Order(StringComparer.Ordinal)] };
    }

    /// <summary>AAPL, $AAPL, ['AAPL', 'MSFT'] and BRK/B are all understood.</summary>
    private static string[] SymbolsOf(string text)
        => [.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(SymbolOf).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private static string SymbolOf(string text) => text.TrimStart('$').Replace('/', '.').ToUpperInvariant();
}

/// <summary>One article of a file.</summary>
/// <param name="ArticleId">Follows from market, source and the source's own id; without one, from time and headline.</param>
/// <param name="KnownOn">First session whose cut-off is later than <paramref name="Timestamp"/>.</param>
/// <param name="Symbols">As the file spells them, each once, in ordinal order.</param>
public sealed record NewsRecord(
    string ArticleId,
    DateTimeOffset Timestamp,
    DateOnly KnownOn,
    string Source,
    string? Language,
    string Headline,
    string? Body,
    IReadOnlyList<string> Symbols);
