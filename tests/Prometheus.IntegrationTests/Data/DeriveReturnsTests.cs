using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.States;
using Xunit;
using static Prometheus.IntegrationTests.Data.PriceFiles;

namespace Prometheus.IntegrationTests.Data;

public sealed class DeriveReturnsTests
{
    private static readonly DateOnly[] Days = Sessions(new DateOnly(2014, 11, 3), 90);

    [Theory, OnSqlite, OnPostgreSql]
    public void Ninety_rising_days_give_the_returns_of_the_hand(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["UP"], Days, (_, t) => Rising(t))));
        Derive(world);
        var rows = Read(world, "UP.US");
        Assert.Equal(Days[1..], rows.Select(r => r.Date));
        for (var k = 0; k < rows.Count; k++)
        {
            var t = k + 1;
            Assert.Equal(0.01, rows[k].Return1, 9);
            AssertFrom(5, t, Rising(t) / Rising(t - 5) - 1, rows[k].Return5);
            AssertFrom(21, t, Rising(t) / Rising(t - 21) - 1, rows[k].Return21);
            AssertFrom(21, t, 0, rows[k].Volatility21);
            AssertFrom(63, t, 0, rows[k].Volatility63);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Volatility_is_the_sample_deviation_of_exactly_its_window(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["ZIG"], Days, (_, t) => t % 2 == 0 ? 100 : 110)));
        Derive(world);
        var step = Math.Log(1.1);

        // 21 returns of ± step, eleven of one sign: variance = (21 − 1/21)/20 · step².
        var expected21 = step * Math.Sqrt((21 - (1.0 / 21)) / 20);
        var expected63 = step * Math.Sqrt((63 - (1.0 / 63)) / 62);
        foreach (var row in Read(world, "ZIG.US"))
        {
            AssertFrom(21, Array.IndexOf(Days, row.Date), expected21, row.Volatility21);
            AssertFrom(63, Array.IndexOf(Days, row.Date), expected63, row.Volatility63);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_split_leaves_every_derived_value_unchanged(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        double Plain(int t) => 64 + (t % 7) + (t % 3 * 0.5);
        var lines = Days.Select((d, t) => Row("PLAIN", d, Plain(t))).Concat(Days.Select((d, t) => Row("SPLIT", d, t < 40 ? Plain(t) : Plain(t) / 2, split: t == 40 ? 2 : 1)));
        world.Import(world.Write("p.csv", string.Join('\n', lines.Prepend(AlphaVantageHeader))));
        Derive(world);
        Assert.Equal(Read(world, "PLAIN.US"), Read(world, "SPLIT.US"));
        Assert.Equal(89, Read(world, "SPLIT.US").Count);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_rerun_writes_nothing_and_a_later_bar_only_its_year(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        world.Import(world.Write("p.csv", AlphaVantage(["UP"], Days[..80], (_, t) => Rising(t))));
        Assert.Equal(2, Derive(world).Done);
        var digest = world.Digest();
        Assert.Equal((0, 2), (Derive(world).Done, Derive(world).Skipped));
        Assert.Equal(digest, world.Digest());

        world.Import(world.Write("p.csv", AlphaVantage(["UP"], Days, (_, t) => Rising(t))));
        Assert.Equal((1, 1), Derive(world) is var outcome ? (outcome.Done, outcome.Skipped) : default);
        Assert.Equal(89, Read(world, "UP.US").Count);
    }

    private static double Rising(int day) => 100 * Math.Pow(1.01, day);

    private static void AssertFrom(int window, int day, double expected, double actual)
        => Assert.Equal(day >= window ? expected : double.NaN, actual, 8);

    private static JobOutcome Derive(StoreWorld world) => DeriveReturns.Execute(world.Pair, "US_EQ", new JobContext(new JobOptions(), new JobRunner(TimeProvider.System)));

    private static List<Derived> Read(StoreWorld world, string id)
    {
        var derived = new List<Derived>();
        using var rows = world.Historical.Read(
            """
            SELECT r.trade_date, r.ret_1d, r.ret_5d, r.ret_21d, v.vol_21d, v.vol_63d FROM returns_daily r
            LEFT JOIN volatility_daily v ON v.instrument_id = r.instrument_id AND v.trade_date = r.trade_date
            WHERE r.instrument_id = @id ORDER BY r.trade_date
            """,
            new { id });
        while (rows.Next())
            derived.Add(new Derived(rows.Date(0), rows.Real(1), rows.Real(2), rows.Real(3), rows.Real(4), rows.Real(5)));
        return derived;
    }

    private readonly record struct Derived(DateOnly Date, double Return1, double Return5, double Return21, double Volatility21, double Volatility63);
}
