using Prometheus.Databases;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>The second promise, with the real executable: same inputs, same bytes, whatever computes and wherever it is stored.</summary>
public sealed class EqualityTests
{
    /// <summary>SQLite, one worker, every vector unit the machine has.</summary>
    private static readonly Lazy<Journey.Traces> Reference = new(() =>
    {
        using var home = new ProgramHome();
        return Journey.Walk(home, workers: 1);
    });

    [Theory, OnSqlite, OnPostgreSql]
    public void Four_workers_give_the_same_bytes(DatabaseEngine engine)
    {
        using var home = new ProgramHome(engine);

        AssertEqual(Journey.Walk(home, workers: 4));
    }

    [PostgresFact]
    public void PostgreSql_holds_the_same_bytes()
    {
        using var home = new ProgramHome(DatabaseEngine.PostgreSql);

        AssertEqual(Journey.Walk(home, workers: 1));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_MaxVectorTBitWidth", "200")] // hexadecimal: 512 bits where the machine has them
    public void Other_vector_units_give_the_same_bytes(string setting, string value)
    {
        using var home = new ProgramHome();
        home.With(setting, value);

        AssertEqual(Journey.Walk(home, workers: 2));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_second_run_writes_nothing_and_keeps_its_run_ids(DatabaseEngine engine)
    {
        using var home = new ProgramHome(engine);
        var first = Journey.Walk(home, workers: 2);
        var times = WrittenTimes.Of(home.Settings);

        var campaign = home.Run(Journey.Campaign()).Expect(0);
        var backfill = home.Run(Journey.Backfill()).Expect(0);
        var derive = home.Run(Journey.Derive()).Expect(0);
        var second = Journey.Walk(home, workers: 2);

        Assert.Equal(first, second);
        Assert.Equal(times, WrittenTimes.Of(home.Settings));
        Assert.Contains("nothing was written", campaign.Error, StringComparison.Ordinal);
        Assert.Contains("0 years written", backfill.Error, StringComparison.Ordinal);
        Assert.Contains("0 years written", derive.Error, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Risk_on_and_risk_off_live_side_by_side_in_either_order(DatabaseEngine engine)
    {
        using var one = new ProgramHome(engine);
        using var other = new ProgramHome(engine);
        one.Run(Journey.Synth).Expect(0);
        other.Run(Journey.Synth).Expect(0);

        var on = one.Run(Journey.Campaign()).Expect(0);
        var off = one.Run(Journey.Campaign(2, "--disable-risk")).Expect(0);
        var offFirst = other.Run(Journey.Campaign(2, "--disable-risk")).Expect(0);
        var onLast = other.Run(Journey.Campaign()).Expect(0);

        Assert.Equal(on.Output, onLast.Output);
        Assert.Equal(off.Output, offFirst.Output);
        Assert.NotEqual(on.Output, off.Output);
        Assert.Equal(7, one.Run("backtest", "list", "--format", "csv").Expect(0).Lines.Length);
        Assert.Equal(Digests(one), Digests(other));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_backfill_before_or_after_a_campaign_leaves_the_same(DatabaseEngine engine)
    {
        using var one = new ProgramHome(engine);
        using var other = new ProgramHome(engine);
        foreach (var arguments in new[] { Journey.Synth, Journey.Backfill(), Journey.Campaign() })
            one.Run(arguments).Expect(0);
        foreach (var arguments in new[] { Journey.Synth, Journey.Campaign(), Journey.Backfill() })
            other.Run(arguments).Expect(0);

        Assert.Equal(Digests(one), Digests(other));
    }

    private static string Digests(ProgramHome home) => home.Run("db", "digest", "--tables", "--format", "csv").Expect(0).Output;

    /// <summary>Part by part, so that a failure names the part and, of the tables, the first that differs.</summary>
    private static void AssertEqual(Journey.Traces found)
    {
        var expected = Reference.Value;
        Assert.Equal(expected.Campaign, found.Campaign);
        Assert.Equal(expected.Momentum, found.Momentum);
        Assert.Equal(expected.Digests.Split('\n'), found.Digests.Split('\n'));
        Assert.Equal(expected.Equity, found.Equity);
        Assert.Equal(expected.Trades, found.Trades);
    }
}
