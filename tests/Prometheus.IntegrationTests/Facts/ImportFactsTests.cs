using Prometheus.Core.Errors;
using Prometheus.Core.Fundamentals;
using Prometheus.Databases;
using Prometheus.Sources.Records;
using Prometheus.Sources.Texts;
using Prometheus.Stores;
using Prometheus.Stores.Fundamentals;
using Prometheus.Stores.Texts;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Facts;
using Xunit;

namespace Prometheus.IntegrationTests.Facts;

public sealed class ImportFactsTests
{
    private const string Articles = "id,timestamp,source,headline,body,symbols\n"
        + "1,2015-01-09T22:00:00Z,wire,After the close,\"Two\nlines\",AAA;BBB\n"
        + "2,2015-01-12T15:00:00Z,wire,Of the market,,\n"
        + "3,2015-01-12T15:00:00Z,wire,Of a stranger,,ZZZ\n"
        + "4,2015-01-12T15:00:00Z,wire,Of one and a stranger,,CCC;ZZZ\n"
        + "5,nonsense,wire,Never,,AAA\n";

    private const string Balanced = "symbol,frequency,period_end,report_date,revenue,net_income,total_assets,total_liabilities,equity\n";

    [Theory, OnSqlite, OnPostgreSql]
    public void Articles_are_stored_with_their_links_and_a_second_import_writes_nothing(DatabaseEngine engine)
    {
        using var world = new FactWorld(engine);
        var summary = world.News(Articles);
        Assert.Equal((5, 1, 4, 4, 0), (summary.RowsRead, summary.Refused.Count, summary.Records, summary.Added, summary.Changed));
        Assert.Equal(("ZZZ", 2), Assert.Single(summary.UnknownNames));
        Assert.Equal(4, world.Historical.Scalar<long>("SELECT COUNT(*) FROM news_articles"));
        Assert.Equal(("fact_bad_timestamp", 7), Assert.Single(QualityStore.Read(world.Historical, "US_EQ", DateOnly.MaxValue)) is var q ? (q.Rule, q.Line) : default);
        Assert.Equal(0, QualityStore.CountQuarantined(world.Historical, "US_EQ", DateOnly.MaxValue));

        var read = NewsStore.Read(world.Historical, "US_EQ", new DateOnly(2015, 1, 1), new DateOnly(2015, 1, 31));
        Assert.Equal(3, read.Count);
        var first = read.Single(a => a.Headline == "After the close");
        Assert.Equal((new DateOnly(2015, 1, 12), "Two\nlines"), (first.KnownOn, first.Body));
        Assert.Equal(["AAA.US", "BBB.US"], first.IssuerIds);
        Assert.Empty(read.Single(a => a.Headline == "Of the market").Links);
        Assert.Empty(NewsStore.Read(world.Historical, "US_EQ", new DateOnly(2015, 1, 1), new DateOnly(2015, 1, 11)));
        Assert.Equal(1, world.Historical.Scalar<long>("SELECT n_articles FROM issuer_news_daily WHERE issuer_id = 'CCC.US'"));

        var digest = world.Store.Digest();
        var second = world.News(Articles);
        Assert.Equal((0, 0), (second.Added, second.Changed));
        Assert.Equal(digest, world.Store.Digest());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_corrected_article_takes_its_place_with_its_links(DatabaseEngine engine)
    {
        using var world = new FactWorld(engine);
        world.News(Articles);
        var changed = world.News(Articles.Replace("AAA;BBB", "CCC", StringComparison.Ordinal).Replace("Of the market", "Of the whole market", StringComparison.Ordinal));
        Assert.Equal((0, 2), (changed.Added, changed.Changed));
        var read = NewsStore.Read(world.Historical, "US_EQ", DateOnly.MinValue, DateOnly.MaxValue);
        Assert.Equal(["CCC.US"], read.Single(a => a.Headline == "After the close").IssuerIds);
        Assert.Contains(read, a => a.Headline == "Of the whole market");
        Assert.Equal(2, world.Historical.Scalar<long>("SELECT COUNT(*) FROM news_links"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Filings_transcripts_and_events_are_read_as_they_were_known(DatabaseEngine engine)
    {
        using var world = new FactWorld(engine);
        const string filings = "symbol,type,date,known_on,text\nAAA,10-K,2015-01-09,,Annual report\nZZZ,10-K,2015-01-09,,Stranger\n";
        const string calls = "issuer,date,text\nBBB.US,2015-01-09,Good morning\n";
        const string macro = "timestamp,event_type,country,description\n2015-01-28T19:00:00Z,FOMC,US,Patient\n";
        Assert.Equal([1, 1, 1], [world.Filings(filings).Added, world.Transcripts(calls).Added, world.Macro(macro).Added]);
        var day = new DateOnly(2015, 1, 12);
        Assert.Equal(("AAA.US", "10-K", day), FilingStore.Read(world.Historical, DateOnly.MinValue, day, ["AAA.US"]).Single() is var f ? (f.IssuerId, f.FilingType, f.KnownOn) : default);
        Assert.Empty(FilingStore.Read(world.Historical, DateOnly.MinValue, day.AddDays(-1)));
        Assert.Equal("Good morning", EarningsCallStore.Read(world.Historical, DateOnly.MinValue, day).Single().Transcript);
        Assert.Equal("FOMC", MacroStore.Read(world.Historical, "US_EQ", day, new DateOnly(2015, 1, 28)).Single().EventType);
        Assert.Empty(MacroStore.Read(world.Historical, "US_EQ", day, new DateOnly(2015, 1, 27)));

        var digest = world.Store.Digest();
        Assert.Equal([0, 0, 0], [world.Filings(filings).Added, world.Transcripts(calls).Added, world.Macro(macro).Added]);
        Assert.Equal(digest, world.Store.Digest());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_restatement_is_another_row_and_the_ratios_follow(DatabaseEngine engine)
    {
        using var world = new FactWorld(engine);
        const string text = Balanced
            + "AAA,ANNUAL,2013-12-31,2014-02-20,100,10,200,150,50\n"
            + "AAA,ANNUAL,2014-12-31,2015-02-20,120,15,220,160,60\n"
            + "AAA,ANNUAL,2014-12-31,2015-08-20,118,13,220,160,60\n"
            + "BBB,ANNUAL,2014-12-31,,50,5,100,110,-10\n";
        var summary = world.Statements(text);
        Assert.Equal((8, 8, 0), (summary.Records, summary.Added, summary.Changed));
        Assert.Equal(1, summary.Further.Single(f => f.What == ImportStatements.AssumedDates).Count);
        var (before, after) = (new DateOnly(2015, 8, 20), new DateOnly(2015, 8, 21));
        Assert.Equal(0.2, RatioStore.Read(world.Historical, before, ["AAA.US"])[^1].RevenueGrowth, 12);
        Assert.Equal(0.18, RatioStore.Read(world.Historical, after, ["AAA.US"])[^1].RevenueGrowth, 12);
        Assert.Equal([100, 120, 118], StatementStore.Read(world.Historical, after, ["AAA.US"]).Where(s => s.Type == StatementType.IncomeStatement).Select(s => s[StatementItem.Revenue]));
        var broke = Assert.Single(StatementStore.Read(world.Historical, after, ["BBB.US"]), s => s.Type == StatementType.BalanceSheet);
        Assert.Equal((true, new DateOnly(2015, 3, 31), new DateOnly(2015, 4, 1)), (broke.Assumed, broke.ReportDate, broke.KnownOn));
        Assert.Equal(1, world.Historical.Scalar<long>("SELECT COUNT(*) FROM fundamental_ratios WHERE issuer_id = 'BBB.US' AND leverage IS NULL AND roe IS NULL"));

        var digest = world.Store.Digest();
        Assert.Equal((0, 0), world.Statements(text) is var again ? (again.Added, again.Changed) : default);
        Assert.Equal(digest, world.Store.Digest());
        var other = Assert.Throws<UserError>(() => world.Statements(text, o => o with { Source = "other" }));
        Assert.Contains("are of source 'statements', found source 'other'", other.Message, StringComparison.Ordinal);
        Assert.Equal(digest, world.Store.Digest());
        Assert.Equal(8, world.Statements(text, o => o with { Source = "other", Replace = true }).Changed);
    }

    [Fact]
    public void A_file_that_cannot_be_used_changes_nothing()
    {
        using var world = new FactWorld(DatabaseEngine.Sqlite);
        var digest = world.Store.Digest();
        Assert.Throws<UserError>(() => world.News("a,b\n1,2\n"));
        Assert.Throws<UserError>(() => world.News("timestamp,headline\nnever,Nothing\n"));
        var path = world.Store.Write("cut.csv.gz", Articles);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..40]);
        Assert.Throws<UserError>(() => ImportNews.Run(world.Store.Pair, new ImportTextsOptions { Path = path, MarketId = "US_EQ" }));
        Assert.Throws<UserError>(() => world.Statements("symbol,period_end,revenue\nAAA,2014-12-31,1\n"));
        Assert.Throws<UserError>(() => world.Filings("symbol,date,text\nAAA,2015-01-09,No type\n"));
        Assert.Throws<UserError>(() => world.Macro("timestamp,event_type,description\n2015-01-28,FOMC,No time\n"));
        Assert.Equal(digest, world.Store.Digest());
    }

    [Fact]
    public void The_check_counts_what_is_there_and_finds_what_must_not_be()
    {
        using var world = new FactWorld(DatabaseEngine.Sqlite);
        world.News(Articles + "6,2015-01-13T15:00:00Z,wire,Of the market,,\n");
        world.Statements(Balanced + "AAA,ANNUAL,2013-12-31,2014-02-20,100,10,200,150,50\nAAA,ANNUAL,2014-12-31,2015-02-20,120,15,22000000,160,60\n");
        var report = CheckFacts.Run(world.Store.Pair, "US_EQ");
        Assert.False(report.HasErrors);
        var news = report.Tables.Single(t => t.Table == "news_articles");
        Assert.Equal((5, new DateOnly(2015, 1, 9), new DateOnly(2015, 1, 13)), (news.Rows, news.First, news.Last));
        Assert.Equal("2 without a link, 1 of names the market does not have, 1 repeat the content of another", news.Remarks);
        Assert.Equal(180, report.Tables.Single(t => t.Table == "prices_daily").Rows);
        Assert.Equal([("balance", 1), ("jump", 1)], report.Findings.Select(f => (f.Rule, f.Count)));

        world.Historical.InTransaction(unit => unit.Execute("UPDATE financial_statements SET known_on = '2015-01-02' WHERE period_end = '2014-12-31' AND statement_type = 'IS'"));
        world.Historical.InTransaction(unit => unit.Execute("UPDATE news_articles SET known_on = '2015-01-09' WHERE headline = 'After the close'"));
        Assert.Equal(["known_before_report", "news_known_before_publication"], CheckFacts.Run(world.Store.Pair, "US_EQ").Findings.Where(f => f.IsError).Select(f => f.Rule).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_date_alone_and_other_names_are_asked_for()
    {
        using var world = new FactWorld(DatabaseEngine.Sqlite);
        var options = new TextFileOptions { DateOnly = true, Columns = RecordMapping.Parse("headline=words"), Source = "wire" };
        world.News("ticker,date,words\nAAA,2015-01-09,On a Friday\n", options);
        Assert.Equal(new DateOnly(2015, 1, 12), NewsStore.Read(world.Historical, "US_EQ", DateOnly.MinValue, DateOnly.MaxValue).Single().KnownOn);
    }

    [Fact]
    public void Every_new_table_can_be_exported()
    {
        using var world = new FactWorld(DatabaseEngine.Sqlite);
        world.News(Articles);
        foreach (var table in (string[])["news_articles", "news_links", "filings", "earnings_calls", "macro_events", "financial_statements", "fundamental_ratios"])
        {
            using var rows = TableExport.Open(world.Store.Pair, table, null);
            Assert.Equal(table is "news_articles" or "news_links", rows.Next());
        }
    }
}
