using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.IntegrationTests.Data;
using Prometheus.Stores.Embeddings;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Joint;

public sealed class JointStoreTests
{
    private static readonly JointSpace Space = new("T_V0", "t-v1", [new("a", "m-a", 1, 2), new("b", "m-b", 1, 2)]);
    private static readonly DateOnly Day = new(2020, 1, 6);

    [Theory, OnSqlite, OnPostgreSql]
    public void Vectors_come_back_as_they_went_in_and_a_range_is_replaced(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        JointVector[] rows =
        [
            new("SCENARIO:S:10", Day, [1, 0, 0, 0.5f], 3, 1, """{"a":"é, \"x\""}"""),
            new("SCENARIO:S:2", Day, [0, 0, 1, 0], 2, 0.5, "{}"),
            new("SCENARIO:T:1", Day, [0, 1, 0, 0], 1, 0.5, "{}"),
            new("SCENARIO:S:2", Day.AddDays(1), [1, 1, 1, 1], 3, 1, "{}"),
        ];
        var range = new JointRange(Day, Day.AddDays(1), "SCENARIO:");
        world.Historical.InTransaction(unit => Assert.Equal(4, JointEmbeddingStore.Save(unit, Space, range, rows)));
        var stored = JointEmbeddingStore.Read(world.Historical, "T_V0", "t-v1", Day, Day.AddDays(1));
        Assert.Equal(["SCENARIO:S:10", "SCENARIO:S:2", "SCENARIO:T:1", "SCENARIO:S:2"], stored.Select(r => r.EntityKey));
        Assert.Equal(rows[0].Vector, stored[0].Vector);
        Assert.Equal((3L, 1.0), (stored[0].BranchMask, stored[0].Coverage));
        Assert.Equal(Space, JointEmbeddingStore.TryFindSpace(world.Historical, "T_V0", "t-v1"));
        Assert.Equal(["SCENARIO:S:10", "SCENARIO:S:2", "SCENARIO:T:1"], JointEmbeddingStore.Keys(world.Historical, "T_V0", "t-v1", "SCENARIO:", Day));
        Assert.Equal([Day, Day.AddDays(1)], JointEmbeddingStore.Dates(world.Historical, "T_V0", "t-v1", "SCENARIO:S:2", Day, Day.AddDays(9)));

        world.Historical.InTransaction(unit => JointEmbeddingStore.Save(unit, Space, new JointRange(Day, Day, "SCENARIO:S:"), [rows[1]]));
        Assert.Equal(["SCENARIO:S:2", "SCENARIO:T:1", "SCENARIO:S:2"], JointEmbeddingStore.Read(world.Historical, "T_V0", "t-v1", Day, Day.AddDays(1)).Select(r => r.EntityKey));
        world.Historical.InTransaction(unit => JointEmbeddingStore.Save(unit, Space, new JointRange(Day, Day.AddDays(1), "SCENARIO:", ["SCENARIO:T:1"]), []));
        Assert.Equal(2, JointEmbeddingStore.Count(world.Historical, "T_V0", "t-v1", "", Day, Day.AddDays(1)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_space_keeps_its_branches(DatabaseEngine engine)
    {
        using var world = new StoreWorld(engine);
        var range = new JointRange(Day, Day, "");
        world.Historical.InTransaction(unit => JointEmbeddingStore.Save(unit, Space, range, []));
        var wider = Space with { Branches = [new("a", "m-a", 1, 3), new("b", "m-b", 1, 2)] };
        var error = Assert.Throws<DataError>(() => world.Historical.InTransaction(unit => JointEmbeddingStore.Save(unit, wider, range, [])));
        Assert.Contains("--joint-model-id", error.Message, StringComparison.Ordinal);
    }
}
