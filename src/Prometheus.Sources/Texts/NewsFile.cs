using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Texts;

/// <summary>
/// Reads articles: <c>timestamp</c> and <c>headline</c>, and where present <c>id, source, body, language, symbols</c>. One article on
/// several rows, each with another symbol, is one article about all of them.
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

    private readonly MarketDefinition _market;
    private readonly PublicationClock _clock;
    private readonly RecordColumns _columns;
    private readonly FactTally _tally;
    private readonly string _source;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<NewsRecord> _articles = [];

    private NewsFile(RecordFile file, TextFileOptions options, MarketDefinition market)
    {
        (_market, _clock, _tally) = (market, new PublicationClock(market, options.DateOnly), new FactTally(file.Name));
        _columns = new RecordColumns(file, Usual, options.Columns);
        _source = options.Source ?? SourceLabel.Of(file.Name);
    }

    /// <param name="path">One file, plain or gzip: CSV with a header, or JSON lines.</param>
    /// <exception cref="UserError">An unreadable file, a header without time or headline, or no usable row.</exception>
    public static FactReading<NewsRecord> Read(string path, TextFileOptions options, MarketDefinition market)
    {
        var file = RecordFile.Open(path);
        var news = new NewsFile(file, options, market);
        news._columns.Require("timestamp", "headline");
        foreach (var record in news._tally.Readable(file.Records()))
            news.Read(record);
        return news._tally.Finish(news._articles);
    }

    private void Read(FileRecord record)
    {
        var headline = _columns.Text(record, "headline");
        var time = _columns.Text(record, "timestamp");
        if (_clock.Read(time, out var timestamp, out var knownOn) is { } rule)
            _tally.Refuse(record.Line, rule, null, $"'{time}'");
        else if (headline.Length == 0)
            _tally.Refuse(record.Line, FactRules.Missing, knownOn, "no headline");
        else
            Add(record, headline, timestamp, knownOn);
    }

    private void Add(FileRecord record, string headline, DateTimeOffset timestamp, DateOnly knownOn)
    {
        var source = NullIfEmpty(_columns.Text(record, "source")) ?? _source;
        var own = _columns.Text(record, "id");
        var id = own.Length > 0
            ? StableId.Of("news", _market.MarketId, source, own)
            : StableId.Of("news", _market.MarketId, source, timestamp.ToString("O", CultureInfo.InvariantCulture), ContentHash.Of(headline));
        var article = new NewsRecord(
            id, timestamp, knownOn, source, NullIfEmpty(_columns.Text(record, "language")), headline, NullIfEmpty(_columns.Text(record, "body")),
            SymbolsOf(_columns.Text(record, "symbols")));
        if (_places.TryAdd(id, _articles.Count))
        {
            _articles.Add(article);
            return;
        }

        var earlier = _articles[_places[id]];
        if (earlier with { Symbols = article.Symbols } != article)
        {
            _tally.Refuse(record.Line, FactRules.Repeated, knownOn, $"another content of '{(own.Length > 0 ? own : headline)}'");
            return;
        }

        _tally.RowsRepeated++;
        _articles[_places[id]] = earlier with { Symbols = [.. earlier.Symbols.Union(article.Symbols).Order(StringComparer.Ordinal)] };
    }

    /// <summary>AAPL, $AAPL, ['AAPL', 'MSFT'] and BRK/B are all understood.</summary>
    private static string[] SymbolsOf(string text)
        => [.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(SymbolOf).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private static string SymbolOf(string text) => text.TrimStart('$').Replace('/', '.').ToUpperInvariant();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
