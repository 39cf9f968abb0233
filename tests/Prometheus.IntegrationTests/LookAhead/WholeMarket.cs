using System.Globalization;
using System.Text;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.Data;
using Xunit;

namespace Prometheus.IntegrationTests.LookAhead;

/// <summary>
/// A store of facts with something of every kind, much of it after the dates anybody asks about: the synthetic market with its texts and
/// statements, a name that is listed late and has a bar nobody believes, daily series, stays in an index, a change of sector, and scores of somebody's own model.
/// </summary>
internal static class WholeMarket
{
    /// <summary>Of derived rows; facts begin two years before and end two months after.</summary>
    public static readonly DateOnly First = new(2014, 11, 3);

    /// <summary>Of derived rows.</summary>
    public static readonly DateOnly Last = new(2015, 4, 30);

    /// <summary>Before the first T: what lasts, a run or a set, is the same at every T when it ends here.</summary>
    public static readonly DateOnly Early = new(2014, 11, 14);

    private const string Instruments = "36";

    /// <summary>A session before any of the newcomers is listed, when all fits of the new year are made.</summary>
    public static readonly DateOnly BeforeNewcomers = new(2015, 1, 16);

    private static readonly DateOnly Listed = new(2015, 1, 20);

    /// <summary>Names that list late in sectors nobody is in before, at either end of the order; one is another share of the first company.</summary>
    private static readonly string[] Newcomers = ["NEW", "AA1", "ZZ9"];

    public static ProductHome Make(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var home = new ProductHome(engine);
        home.Run("data", "synth", "--instruments", Instruments, "--start", "2013-01-02", "--end", "2015-06-30", "--seed", "1");
        var company = home.Run("sql", "--runtime", "SELECT name FROM issuers WHERE issuer_id = 'ISS_SYN001'", "--format", "csv").Split('\n')[1].Trim();
        home.Write("new.csv", $"symbol,issuer,name,listed\nNEW,ISS_NEW,New Inc.,{Text(Listed)}\nAA1,ISS_SYN001,{company},{Text(Listed)}\nZZ9,ISS_ZZ9,Last Inc.,{Text(Listed)}\n");
        home.Run("data", "import", "instruments", "--file", home.PathOf("new.csv"), "--market", "US_EQ");

        // Without dates a sector is assumed from the beginning, also of a name that lists later.
        home.Write("sectors.csv", "symbol,sector,as_of_date\nNEW,Biotechnology,\nAA1,Aerospace,\nZZ9,Zeppelins,\nSYN004,Energy,2015-02-17\n");
        home.Run("data", "import", "sectors", "--file", home.PathOf("sectors.csv"), "--market", "US_EQ");
        home.Write("prices.csv", PriceFiles.AlphaVantage(Newcomers, PriceFiles.Sessions(Listed, 100), (s, t) => s == 0 && t == 90 ? 60 : 20 + ((t + s) % 7)));
        home.Run("data", "import", "prices", "--file", home.PathOf("prices.csv"), "--market", "US_EQ");
        home.Write("members.csv", "ticker,start_date,end_date\nSYN001,2013-06-03,2015-03-02\nSYN002,2015-02-02,\nSYN003,2013-01-02,\n");
        home.Run("data", "import", "membership", "--file", home.PathOf("members.csv"), "--index", "SP500", "--market", "US_EQ");
        home.Write("series.csv", Series());
        home.Run("data", "import", "series", "--file", home.PathOf("series.csv"), "--columns", "vix=VIX,3month=US3M,10year=US10Y", "--lag-days", "1");
        home.Write("factors.csv", Factors());
        home.Run("data", "import", "series", "--file", home.PathOf("factors.csv"), "--columns", "value=HML,size=SMB", "--factors", "--unit", "fraction", "--lag-days", "1");
        home.Write("scores.csv", Scores());
        home.Run("assess", "import", "--file", home.PathOf("scores.csv"), "--market", "US_EQ", "--strategy-id", "I", "--model-id", "own-v1");
        return home;
    }

    /// <summary>Makes another past, at its end and behind the product's back: one close of SYN001, the headlines of a month, and the latest annual revenues.</summary>
    public static void ChangePast(DatabasePair databases) => databases.Historical.InTransaction(unit =>
    {
        var dates = new { close = new DateOnly(2014, 10, 30), from = new DateOnly(2014, 10, 15), until = Early.AddDays(6) };
        Assert.Equal(1, unit.Execute("UPDATE prices_daily SET close = close * 1.04, high = high * 1.04 WHERE instrument_id = 'SYN001.US' AND trade_date = @close", dates));
        Assert.NotEqual(0, unit.Execute("UPDATE news_articles SET headline = headline || ' after all', content_hash = content_hash || 'x' WHERE known_on BETWEEN @from AND @until", dates));
        Assert.NotEqual(0, unit.Execute("""UPDATE financial_statements SET "values" = replace("values", '"revenue":', '"revenue":1') WHERE known_on BETWEEN '2013-01-01' AND @until""", dates));
        unit.Execute("DELETE FROM price_tiles");
    });

    public static string Text(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    public static DateOnly[] Sessions(DateOnly first, DateOnly last) => [.. ExchangeCalendars.Get("XNYS").Sessions(first, last).Select(s => s.Date)];

    private static string Series() => Rows(
        "date,vix,3month,10year",
        t => FormattableString.Invariant($"{14 + (6 * Math.Sin(t / 9.0)):R},{0.1 + (0.01 * (t % 5)):R},{2 + (0.3 * Math.Sin(t / 40.0)):R}"));

    private static string Factors() => Rows("date,value,size", t => FormattableString.Invariant($"{0.004 * Math.Sin(t * 1.7):R},{0.003 * Math.Cos(t * 2.3):R}"));

    /// <summary>A score a week and name, known two days later.</summary>
    private static string Scores()
    {
        var text = new StringBuilder("instrument,date,score,known_on\n");
        foreach (var (date, t) in Sessions(new DateOnly(2014, 9, 2), new DateOnly(2015, 6, 30)).Select((d, t) => (d, t)).Where(s => s.t % 5 == 0))
        {
            for (var i = 1; i <= 30; i++)
                text.Append(CultureInfo.InvariantCulture, $"SYN{i:000}.US,{date:O},{Math.Sin(i * (t + 3.0)):R},{date.AddDays(2):O}\n");
        }

        return text.ToString();
    }

    private static string Rows(string header, Func<int, string> values)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var (date, t) in Sessions(new DateOnly(2013, 1, 2), new DateOnly(2015, 6, 30)).Select((d, t) => (d, t)))
            text.Append(CultureInfo.InvariantCulture, $"{date:O},{values(t)}\n");
        return text.ToString();
    }
}
