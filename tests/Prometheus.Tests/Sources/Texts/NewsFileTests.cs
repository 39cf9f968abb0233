using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Sources.Records;
using Prometheus.Sources.Texts;
using Xunit;

namespace Prometheus.Tests.Sources.Texts;

public sealed class NewsFileTests : IDisposable
{
    private static readonly MarketDefinition UnitedStates = MarketCatalog.Get("US_EQ");

    private readonly PriceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_and_JSON_lines_say_the_same()
    {
        var table = Read("a.csv", "id,timestamp,source,headline,body,symbols\n1,2015-01-06T22:00:00+00:00,wire,\"Good, \"\"very\"\" good\",\"First\nsecond\",AAPL;$msft\n2,2015-01-06T09:00:00-05:00,wire,Quiet,,\n");
        var lines = Read("b.jsonl", """{"id": 1, "timestamp": "2015-01-06T22:00:00Z", "source": "wire", "headline": "Good, \"very\" good", "body": "First\nsecond", "symbols": ["AAPL", "MSFT"]}""" + "\n"
            + """{"id": "2", "timestamp": "2015-01-06 14:00:00Z", "source": "wire", "headline": "Quiet", "body": null, "symbols": []}""" + "\n");
        Assert.Empty(table.Refused);
        Assert.Equal(table.Records.Select(Plain), lines.Records.Select(Plain));
        Assert.Equal(("Good, \"very\" good", "First\nsecond", new DateOnly(2015, 1, 7)), (table.Records[0].Headline, table.Records[0].Body, table.Records[0].KnownOn));
        Assert.Equal(["AAPL", "MSFT"], table.Records[0].Symbols);
        Assert.Equal((new DateOnly(2015, 1, 6), null, 0), (table.Records[1].KnownOn, table.Records[1].Body, table.Records[1].Symbols.Count));
    }

    [Fact]
    public void One_article_on_several_rows_is_about_all_their_symbols()
    {
        var read = Read("n.csv", "symbol,timestamp,headline\nAAA,2015-01-06T10:00:00Z,Same\nBBB,2015-01-06T10:00:00Z,Same\nAAA,2015-01-06T10:00:01Z,Same\n");
        Assert.Equal((3, 1, 2), (read.RowsRead, read.RowsRepeated, read.Records.Count));
        Assert.Equal(["AAA", "BBB"], read.Records[0].Symbols);
        Assert.Equal("n", read.Records[0].Source);
    }

    [Fact]
    public void A_date_alone_is_refused_or_taken_as_the_end_of_its_day()
    {
        const string text = "date,title,ticker\n2015-01-09,Late,AAA\n2015-01-12 09:00:00Z,Timed,AAA\n";
        var refused = Assert.Single(Read("n.csv", text).Refused);
        Assert.Equal(("fact_date_without_time", 2), (refused.Rule, refused.Line));
        var read = Read("n.csv", text, new TextFileOptions { DateOnly = true });
        Assert.Empty(read.Refused);
        Assert.Equal((new DateOnly(2015, 1, 12), new DateTimeOffset(2015, 1, 10, 4, 59, 59, TimeSpan.Zero)), (read.Records[0].KnownOn, read.Records[0].Timestamp));
        Assert.Equal(new DateOnly(2015, 1, 12), read.Records[1].KnownOn);
    }

    [Fact]
    public void A_row_a_day_of_headlines_is_news_of_the_market_from_the_next_session_on()
    {
        const string text = "Date,Label,Top1,Top2,Top3\n2015-01-09,1,\"b\"\"Oil isn't what it was\"\"\",b'A \\'new\\' deal\\r\\nis near ',\n2015-01-12,0,Plain,Plain,But: b'quoted'\n2015-01-13,0,ragged\n";
        var read = Read("world.csv", text);
        Assert.Equal(["Oil isn't what it was", "A 'new' deal  is near", "Plain", "But: b'quoted'"], read.Records.Select(r => r.Headline));
        Assert.Equal([(new DateOnly(2015, 1, 12), "world"), (new DateOnly(2015, 1, 13), "world")], read.Records.Select(r => (r.KnownOn, r.Source)).Distinct());
        Assert.All(read.Records, r => Assert.Empty(r.Symbols));
        Assert.Equal((3, 1, "fact_unreadable"), (read.RowsRead, read.RowsRepeated, Assert.Single(read.Refused).Rule));
        var events = MacroFile.Read(_folder.Write("macro.csv", text), new TextFileOptions { Source = "world" }, UnitedStates);
        Assert.Equal(read.Records.Select(r => (r.Timestamp, r.KnownOn, "HEADLINE", r.Headline)), events.Records.Select(e => (e.Timestamp, e.KnownOn, e.EventType, e.Description)));
    }

    [Fact]
    public void Columns_may_be_named_and_a_wrong_name_is_a_sentence()
    {
        const string text = "when,what,about\n2015-01-06T10:00:00Z,News,AAA\n";
        Assert.Contains("expected a column timestamp (give --columns timestamp=NAME", Assert.Throws<UserError>(() => Read("n.csv", text)).Message, StringComparison.Ordinal);
        var read = Read("n.csv", text, Named("timestamp=when,headline=what,symbols=about"));
        Assert.Equal(("News", "AAA"), (read.Records[0].Headline, read.Records[0].Symbols[0]));
        Assert.Contains("expected a column 'nowhere'", Assert.Throws<UserError>(() => Read("n.csv", text, Named("timestamp=nowhere"))).Message, StringComparison.Ordinal);
        Assert.Contains("unknown column 'author'", Assert.Throws<UserError>(() => Read("n.csv", text, Named("author=when"))).Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => RecordMapping.Parse("timestamp"));
        Assert.Throws<UserError>(() => RecordMapping.Parse("a=b,a=c"));
    }

    [Theory]
    [InlineData("\"A stray quote,1", "fact_unreadable")]
    [InlineData("2015-01-06T10:00:00Z", "fact_unreadable")]
    [InlineData("2015-01-06T10:00:00,No zone", "fact_bad_timestamp")]
    [InlineData("yesterday,Headline", "fact_bad_timestamp")]
    [InlineData("2015-13-06T10:00:00Z,Headline", "fact_bad_timestamp")]
    [InlineData("1931-01-06T10:00:00Z,Headline", "fact_outside_calendar")]
    [InlineData("2015-01-06T10:00:00Z,", "fact_missing_value")]
    public void A_broken_row_costs_itself_alone(string row, string rule)
    {
        var read = Read("n.csv", $"timestamp,headline\n2015-01-06T10:00:00Z,Before\n{row}\n2015-01-06T11:00:00Z,After\n");
        var refused = Assert.Single(read.Refused);
        Assert.Equal((rule, 3), (refused.Rule, refused.Line));
        Assert.Equal(["Before", "After"], read.Records.Select(r => r.Headline));
    }

    [Fact]
    public void The_same_id_with_another_content_is_refused()
    {
        var read = Read("n.csv", "id,timestamp,headline\n1,2015-01-06T10:00:00Z,One\n1,2015-01-06T10:00:00Z,Other\n");
        Assert.Equal(("fact_repeated_key", 3), (read.Refused[0].Rule, read.Refused[0].Line));
        Assert.Equal("One", Assert.Single(read.Records).Headline);
    }

    [Theory]
    [InlineData("timestamp,headline\nnever,Headline\n", "no usable row; the first, in line 2: expected a time with its zone")]
    [InlineData("timestamp,headline\n", "no row with values")]
    [InlineData("[{\"timestamp\": 1}]", "one JSON array, expected one object a line")]
    [InlineData("{broken\n", "no usable row; the first, in line 1: expected a row with the header's fields, or a JSON object")]
    [InlineData("{\"timestamp\": \"2015-01-06T10:00:00Z\", \"headline\": \"a\\u0000b\"}\n", "U+0000")]
    [InlineData("{\"timestamp\": \"2015-01-06T10:00:00Z\", \"headline\": \"\\ud800\"}\n", "no usable row")]
    [InlineData("", "empty")]
    public void A_file_without_one_usable_row_is_a_sentence(string text, string says)
        => Assert.Contains(says, Assert.Throws<UserError>(() => Read("n.csv", text)).Message, StringComparison.Ordinal);

    private static TextFileOptions Named(string columns) => new() { Columns = RecordMapping.Parse(columns) };

    private static (string, DateTimeOffset, DateOnly, string, string?, string) Plain(NewsRecord r)
        => (r.ArticleId, r.Timestamp, r.KnownOn, r.Headline, r.Body, string.Join(',', r.Symbols));

    private FactReading<NewsRecord> Read(string name, string text, TextFileOptions? options = null)
        => NewsFile.Read(_folder.Write(name, text), options ?? new TextFileOptions(), UnitedStates);
}
