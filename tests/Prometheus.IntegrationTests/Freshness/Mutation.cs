using System.Globalization;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.Data;
using Prometheus.IntegrationTests.LookAhead;
using Prometheus.Sources.Synthetic;

namespace Prometheus.IntegrationTests.Freshness;

/// <summary>A change of the facts of <see cref="WholeMarket"/>, drawn from a seed, made by the commands a user would give.</summary>
internal static class Mutation
{
    private static readonly DateOnly[] Sessions = WholeMarket.Sessions(new DateOnly(2014, 3, 3), new DateOnly(2015, 5, 29));

    private static readonly (string Name, Action<ProductHome, Random> Change)[] Kinds =
    [
        ("bars", (home, random) => Bar(home, random, "close * 1.03, high * 1.05", split: 1)),
        ("volumes", (home, random) => Bar(home, random, "close, high", split: 1)),
        ("splits", (home, random) => Bar(home, random, "close, high", split: 2)),
        ("sectors", Sector),
        ("membership", Membership),
        ("series", Series),
        ("news", News),
        ("filings", Filings),
        ("statements", Statements),
        ("macro", Macro),
        ("scores", Scores),
        ("names added", Added),
        ("names removed", Removed),
    ];

    public static int Count => Kinds.Length;

    public static string NameOf(int kind) => Kinds[kind].Name;

    /// <summary>The same kind and seed change equal stores alike.</summary>
    public static void Make(ProductHome home, int kind, int seed) => Kinds[kind].Change(home, new Random(seed));

    private static void Bar(ProductHome home, Random random, string levels, int split)
    {
        var name = random.Next(1, 30);
        var (id, date) = ($"SYN{name:000}.US", Sessions[random.Next(Sessions.Length - 40)]);
        using var row = home.Databases.Historical.Read(
            $"SELECT open, low, volume, {levels} FROM prices_daily WHERE instrument_id = @id AND trade_date >= @date ORDER BY trade_date LIMIT 1", new { id, date });
        using var found = home.Databases.Historical.Read("SELECT MIN(trade_date) FROM prices_daily WHERE instrument_id = @id AND trade_date >= @date", new { id, date });
        if (!row.Next() || !found.Next())
            return;
        var (close, high) = (row.Real(3), Math.Max(row.Real(4), row.Real(3)));
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"SYN{name:000},{found.Date(0):yyyy-MM-dd},{row.Real(0):R},{high:R},{Math.Min(row.Real(1), close):R},{close:R},{close:R},{(long)row.Real(2) * 3},0,{split}\n");
        Import(home, "prices", "fix.csv", PriceFiles.AlphaVantageHeader + "\n" + line, "--source", SyntheticMarket.Source);
    }

    private static void Sector(ProductHome home, Random random)
    {
        var date = Sessions[random.Next(Sessions.Length / 2)];
        Import(home, "sectors", "moved.csv", $"Symbol,Name,Sector,as_of_date,known_on\nSYN{random.Next(1, 30):000},,{(random.Next(2) == 0 ? "Energy" : "Shipping")},{date:yyyy-MM-dd},{date:yyyy-MM-dd}\n");
    }

    private static void Membership(ProductHome home, Random random)
        => Import(home, "membership", "moremembers.csv", $"ticker,start_date,end_date\nSYN{random.Next(5, 30):000},2014-06-02,\nSYN001,2013-06-03,2015-01-05\n", "--index", "SP500");

    private static void Series(ProductHome home, Random random)
        => Import(home, "series", "series.csv", $"date,vix,3month,10year\n{Sessions[random.Next(Sessions.Length)]:yyyy-MM-dd},{20 + random.Next(20)},0.2,2.5\n", "--columns", "vix=VIX,3month=US3M,10year=US10Y", "--lag-days", "1");

    private static void News(ProductHome home, Random random)
        => Import(home, "news", "late.csv", $"timestamp,headline,symbols\n{Sessions[random.Next(Sessions.Length)]:yyyy-MM-dd}T15:00:00Z,Plant number {random.Next(1000)} burns down,SYN{random.Next(1, 30):000}\n");

    private static void Filings(ProductHome home, Random random)
        => Import(home, "filings", "late.jsonl", $$"""{"symbol": "SYN{{random.Next(1, 30):000}}", "type": "10-K", "date": "{{Sessions[random.Next(Sessions.Length)]:yyyy-MM-dd}}", "text": "Annual report with risk number {{random.Next(1000)}}"}""" + "\n");

    private static void Statements(ProductHome home, Random random)
        => Import(home, "fundamentals", "late.csv", $"symbol,period_end,report_date,revenue\nSYN{random.Next(1, 30):000},2014-03-31,2014-05-{random.Next(1, 28):00},{random.Next(100, 100000)}\n", "--frequency", "QUARTERLY", "--replace");

    private static void Macro(ProductHome home, Random random)
        => Import(home, "macro", "late.csv", $"timestamp,event_type,description\n{Sessions[random.Next(Sessions.Length)]:yyyy-MM-dd}T19:00:00Z,FOMC,Rates stay where number {random.Next(1000)} saw them\n");

    private static void Scores(ProductHome home, Random random)
    {
        var date = Sessions[random.Next(Sessions.Length / 2, Sessions.Length)];
        home.Write("newscores.csv", $"instrument,date,score,known_on\nSYN{random.Next(1, 30):000}.US,{date:yyyy-MM-dd},{random.NextDouble().ToString("R", CultureInfo.InvariantCulture)},{date:yyyy-MM-dd}\n");
        home.Run("assess", "import", "--file", home.PathOf("newscores.csv"), "--market", "US_EQ", "--strategy-id", "I", "--model-id", "own-v1");
    }

    private static void Added(ProductHome home, Random random)
    {
        var from = Sessions[random.Next(Sessions.Length / 2)];
        var level = random.Next(20, 60);
        Import(home, "prices", "added.csv", PriceFiles.AlphaVantage(["ADDED"], PriceFiles.Sessions(from, 120), (_, t) => level + (t % 9)));
    }

    private static void Removed(ProductHome home, Random random) => home.Run("data", "remove", $"SYN{random.Next(1, 30):000}.US");

    private static void Import(ProductHome home, string kind, string file, string content, params string[] more)
    {
        home.Write(file, content);
        home.Run(["data", "import", kind, "--file", home.PathOf(file), "--market", "US_EQ", .. more]);
    }
}
