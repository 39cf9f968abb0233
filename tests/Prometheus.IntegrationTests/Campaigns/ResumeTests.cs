using System.Collections.Concurrent;
using System.Diagnostics;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Data;
using Prometheus.IntegrationTests.Resume;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>The third promise, with the real executable: killed at any moment, the same command ends where an undisturbed one does.</summary>
public sealed class ResumeTests
{
    private static readonly string[] Synth = ["data", "synth", "--instruments", "100", "--start", "2010-01-04", "--end", "2014-12-31", "--seed", "22"];

    private static readonly string[] EmbedNumeric =
        ["embed", "numeric", "--start-date", "2010-01-04", "--end-date", "2013-12-31", "--model", "num-stab-core-v1", "num-profile-core-v1", "--entity-type", "INSTRUMENT", "SECTOR"];

    /// <summary>
    /// Each command with whether it needs a market, and with the sign that it is half-way: units that are finished, or instruments
    /// that are known although their prices are not there yet.
    /// </summary>
    private static readonly Dictionary<string, Case> Cases = new(StringComparer.Ordinal)
    {
        ["data import prices"] = new(false, ["data", "import", "prices", "--file", "prices.csv", "--market", "US_EQ"], LogicalDatabase.Runtime, "instruments"),
        ["data synth"] = new(false, Synth, LogicalDatabase.Runtime, "instruments"),
        ["data derive"] = new(true, Journey.Derive(), LogicalDatabase.Historical, "job_units"),
        ["stab backfill"] = new(true, ["stab", "backfill", "--start", "2010-01-04", "--end", "2014-12-31"], LogicalDatabase.Runtime, "job_units"),
        ["embed numeric"] = new(true, EmbedNumeric, LogicalDatabase.Historical, "job_units"),
        ["backtest campaign"] = new(true, Journey.Campaign(), LogicalDatabase.Runtime, "job_units"),
        ["campaign v0"] = new(true, ["campaign", "v0", "--start", "2013-07-01", "--end", "2014-12-31", "--max-universe-size", "30"], LogicalDatabase.Runtime, "job_units", Kills: 10),
    };

    /// <summary>The market that most commands find, made once an engine.</summary>
    private static readonly ConcurrentDictionary<DatabaseEngine, Lazy<ProgramHome>> Markets = new();

    private static readonly ConcurrentDictionary<string, Lazy<(string Digests, TimeSpan Time)>> Undisturbed = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("data import prices")]
    [InlineData("data synth")]
    [InlineData("data derive")]
    [InlineData("stab backfill")]
    [InlineData("embed numeric")]
    [InlineData("backtest campaign")]
    [InlineData("campaign v0")]
    public void A_killed_command_ends_like_an_undisturbed_one(string name) => Disturb(name, DatabaseEngine.Sqlite);

    [PostgresTheory]
    [InlineData("data import prices")]
    [InlineData("stab backfill")]
    [InlineData("backtest campaign")]
    public void On_PostgreSql_too(string name) => Disturb(name, DatabaseEngine.PostgreSql);

    private static void Disturb(string name, DatabaseEngine engine)
    {
        var it = Cases[name];
        var undisturbed = Undisturbed.GetOrAdd(name, _ => new(() => Measure(it))).Value;
        using var home = Prepare(engine, it);
        var killed = it.Killed.KillHalfWay(home) ? 1 : 0;

        // Later and later, since what an earlier run finished is not done again.
        var random = new Random(name.Length);
        for (var k = 0; k < it.Kills; k++)
            killed += it.Killed.KillAfter(home, (k + random.NextDouble()) / it.Kills * undisturbed.Time) ? 1 : 0;

        it.Killed.Finish(home);
        Assert.True(killed > 0, "every run was faster than the kill");
        Assert.Equal(undisturbed.Digests, home.StoredDigests());
    }

    private static (string Digests, TimeSpan Time) Measure(Case it)
    {
        using var home = Prepare(DatabaseEngine.Sqlite, it);
        var clock = Stopwatch.StartNew();
        it.Killed.Finish(home);
        return (home.StoredDigests(), clock.Elapsed);
    }

    private static ProgramHome Prepare(DatabaseEngine engine, Case it)
    {
        if (it.NeedsMarket)
            return ProgramHome.CopyOf(Markets.GetOrAdd(engine, e => new(() => Made(e))).Value);
        var home = new ProgramHome(engine);
        home.Run("db", "migrate").Expect(0);
        var dates = PriceFiles.Sessions(new DateOnly(2011, 1, 3), 750);
        home.Write("prices.csv", PriceFiles.AlphaVantage(Enumerable.Range(0, 80).Select(i => $"N{i:D2}").ToArray(), dates, (s, t) => 20 + s + (t % 17 * 0.25)));
        return home;
    }

    private static ProgramHome Made(DatabaseEngine engine)
    {
        var home = new ProgramHome(engine);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Dispose();
        home.Run(Synth).Expect(0);
        return home;
    }

    private sealed record Case(bool NeedsMarket, string[] Command, LogicalDatabase SignIn, string Sign, int Kills = 4)
    {
        public KilledCommand Killed => new(Command, SignIn, Sign);
    }
}
