using Prometheus.Databases;
using Prometheus.IntegrationTests.Resume;
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
    public void Four_workers_give_the_same_bytes_and_a_second_run_writes_nothing(DatabaseEngine engine)
    {
        using var home = new ProgramHome(engine);
        AssertEqual(Journey.Walk(home, workers: 4));
        var times = WrittenTimes.Of(home.Settings);

        var second = Journey.Walk(home, workers: 1);

        AssertEqual(second);
        Assert.Equal(times, WrittenTimes.Of(home.Settings));
        Assert.Contains("0 years written", second.Said[0], StringComparison.Ordinal);
        Assert.Contains("0 years written", second.Said[1], StringComparison.Ordinal);
        Assert.Contains("nothing was written", second.Said[2], StringComparison.Ordinal);
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
    public void Runs_with_and_without_risk_and_a_backfill_leave_the_same_in_any_order(DatabaseEngine engine)
    {
        using var one = Journey.Home(engine);
        using var other = Journey.Home(engine);

        one.Run(Journey.Backfill()).Expect(0);
        var on = one.Run(Journey.Campaign()).Expect(0);
        var off = one.Run(Journey.Campaign(2, "--disable-risk")).Expect(0);
        var offFirst = other.Run(Journey.Campaign(2, "--disable-risk")).Expect(0);
        var onLast = other.Run(Journey.Campaign()).Expect(0);
        other.Run(Journey.Backfill()).Expect(0);

        Assert.Equal(on.Output, onLast.Output);
        Assert.Equal(off.Output, offFirst.Output);
        Assert.NotEqual(on.Output, off.Output);
        Assert.Equal(7, one.Run("backtest", "list", "--format", "csv").Expect(0).Lines.Length);
        Assert.Equal(one.StoredDigests(), other.StoredDigests());
    }

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
