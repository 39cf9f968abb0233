using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.Resume;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Embeddings;

/// <summary>
/// Every backfill of vectors with the real executable: killed at any moment, the same command ends where an undisturbed one does, and once more it
/// finds nothing to do.
/// </summary>
public sealed class EmbeddingResumeTests(EmbeddingChain chain) : IClassFixture<EmbeddingChain>
{
    public static TheoryData<string> Backfills => new(EmbeddingStep.All.Select(s => s.Name).OfType<string>());

    [Theory]
    [MemberData(nameof(Backfills))]
    public void A_killed_backfill_ends_like_an_undisturbed_one_and_a_second_writes_nothing(string name)
    {
        var step = EmbeddingStep.All.First(s => s.Name == name);
        using var home = KilledSomewhere(name, step.Kills.First());
        foreach (var command in step.Kills)
            command.KillHalfWay(home);
        home.Run(step.Arguments).Expect(0);

        Assert.Equal(chain.DigestsAfter(name), home.StoredDigests());
        using var watch = new CommitWatch(home);
        home.Inside(step.Arguments).Expect(0);
        Assert.False(watch.HasSeenOne, "the second run wrote");
    }

    /// <summary>At a random moment of its work; where the machine has become quicker since the chain was timed, sooner, from its beginning again.</summary>
    private ProgramHome KilledSomewhere(string name, KilledCommand command)
    {
        var time = (0.2 + (0.6 * new Random(name.Length).NextDouble())) * chain.TimeOf(name);
        while (true)
        {
            var home = chain.HomeBefore(name);
            Assert.NotEqual(chain.DigestsAfter(name), home.StoredDigests());
            if (command.KillAfter(home, time))
                return home;
            home.Dispose();
            time /= 2;
        }
    }

    [PostgresFact]
    public void On_PostgreSql_the_same_is_stored_and_a_second_run_writes_nothing()
    {
        using var home = new ProgramHome(DatabaseEngine.PostgreSql);
        foreach (var step in EmbeddingStep.All)
        {
            home.Run(step.Arguments).Expect(0);
            if (step.Name is not { } name)
                continue;
            Assert.Equal(chain.DigestsAfter(name), home.StoredDigests());
            var versions = RowVersions(home);
            home.Run(step.Arguments).Expect(0);
            Assert.Equal(versions, RowVersions(home));
        }
    }

    /// <summary>Of each table its rows and the newest transaction that wrote one of them.</summary>
    private static string RowVersions(ProgramHome home)
    {
        using var databases = new DatabasePair(home.Settings);
        return string.Concat(Enum.GetValues<LogicalDatabase>().SelectMany(name =>
        {
            var database = databases[name];
            return database.Query<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name")
                .Select(table => database.Scalar<string>($"SELECT '{table} ' || COUNT(*) || ' ' || COALESCE(MAX(CAST(CAST(xmin AS TEXT) AS BIGINT)), 0) FROM \"{table}\"") + "\n");
        }));
    }
}
