using System.Collections.Concurrent;
using System.Globalization;
using Prometheus.Databases;
using Prometheus.Testing.Processes;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>The command lines a researcher types one after another, on a market small enough to type them often.</summary>
internal static class Journey
{
    public static readonly string[] Synth = ["data", "synth", "--instruments", "40", "--start", "2012-01-03", "--end", "2014-12-31", "--seed", "22"];

    private static readonly int[] Horizons = [5, 21, 63];

    private static readonly ConcurrentDictionary<DatabaseEngine, Lazy<ProgramHome>> Markets = new();

    /// <summary>A home that already holds the market: made once an engine by the executable, then copied.</summary>
    public static ProgramHome Home(DatabaseEngine engine = DatabaseEngine.Sqlite) => ProgramHome.CopyOf(Markets.GetOrAdd(engine, e => new(() =>
    {
        var home = new ProgramHome(e);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Dispose();
        home.Run(Synth).Expect(0);
        return home;
    })).Value);

    public static string[] Derive(int workers = 2) => ["data", "derive", "--max-workers", Text(workers)];

    public static string[] Backfill(int workers = 2) => ["stab", "backfill", "--start", "2013-10-01", "--end", "2014-03-31", "--max-workers", Text(workers)];

    /// <summary>Three sleeves over half a year.</summary>
    public static string[] Campaign(int workers = 2, params string[] more) =>
    [
        "script", "run_backtest_campaign", "--market-id", "US_EQ", "--start", "2014-01-02", "--end", "2014-06-30",
        .. Horizons.SelectMany(h => new[] { "--sleeve", Sleeve(h) }),
        "--initial-cash", "1000000", "--max-workers", Text(workers), .. more,
    ];

    public static string Sleeve(int horizon)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"US_CORE_LONG_EQ_H{horizon}");
        return string.Create(CultureInfo.InvariantCulture, $"{id}:US_CORE_LONG_EQ:US_EQ:{id}_UNIVERSE:{id}_PORTFOLIO:{id}_ASSESS:{horizon}");
    }

    /// <summary>The whole way, and everything it printed and left that must be equal wherever it is walked.</summary>
    public static Traces Walk(ProgramHome home, int workers)
    {
        home.Run(Synth).Expect(0);
        var derive = home.Run(Derive(workers)).Expect(0);
        var backfill = home.Run(Backfill(workers)).Expect(0);
        var campaign = home.Run(Campaign(workers)).Expect(0);
        return new Traces(
            Campaign: campaign.Output,
            Momentum: home.Run("backtest", "w1", "--market", "US_EQ", "--format", "json").Expect(0).Output,
            Digests: home.Run("db", "digest", "--tables", "--format", "csv").Expect(0).Output,
            Equity: home.Run("data", "export", "backtest_daily_equity").Expect(0).Output,
            Trades: home.Run("data", "export", "trades", "--format", "json").Expect(0).Output,
            Said: [derive.Error, backfill.Error, campaign.Error]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Campaign">The campaign's CSV, run ids included.</param>
    /// <param name="Momentum">W1 over the stored market.</param>
    /// <param name="Digests">One hash a table of both databases.</param>
    /// <param name="Equity">Every session of every run.</param>
    /// <param name="Trades">Every trade of every run.</param>
    /// <param name="Said">What the three commands that derive said beside it; it differs from machine to machine.</param>
    internal sealed record Traces(string Campaign, string Momentum, string Digests, string Equity, string Trades, string[] Said);
}
