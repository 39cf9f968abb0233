using Prometheus.Databases;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Resume;

public sealed class CommitWatchTests
{
    [Fact]
    public void A_finished_unit_is_seen_and_a_reader_is_not()
    {
        using var home = new ProgramHome();
        home.Run("db", "migrate").Expect(0);
        using var runtime = Database.Open(LogicalDatabase.Runtime, home.Settings);
        runtime.InTransaction(unit => unit.Execute("INSERT INTO job_units (job_key, unit_key, inputs_digest, rows, finished_at) VALUES ('a', 'b', 'c', 1, '2020-01-02')"));
        using var watch = new CommitWatch(home);

        home.Run("db", "digest").Expect(0);
        Assert.False(watch.HasSeenOne);
        runtime.InTransaction(unit => unit.Execute("UPDATE job_units SET finished_at = '2020-01-03'"));
        Assert.True(watch.HasSeenOne);
    }
}
