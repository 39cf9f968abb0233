using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Jobs;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Jobs;

public sealed class JobRunnerTests
{
    private static readonly TableShape Sessions = new("market_sessions", 2, Column.Text("market_id"), Column.Date("session_date"), Column.Integer("rows"));

    [Theory, OnSqlite, OnPostgreSql]
    public void Every_unit_is_saved_with_its_row_whatever_the_workers(DatabaseEngine engine)
    {
        foreach (var workers in new[] { 1, 4 })
        {
            using var databases = TestDatabases.Create(engine);
            using var database = Open(databases);
            var reports = new List<JobProgress>();
            var outcome = Runner().Run(database, Job(20), new JobOptions { Workers = workers }, new Reports(reports));
            Assert.Equal(new JobOutcome(20, 0, 60, WasCancelled: false), outcome);
            Assert.Equal(60, CountRows(database));
            Assert.Equal(20, database.Scalar<long>("SELECT COUNT(*) FROM job_units WHERE job_key = 'test' AND rows = 3"));
            Assert.Equal(Enumerable.Range(0, 21), reports.Select(r => r.Done));
            Assert.Null(reports[0].Remaining);
            Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
        }
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_second_run_writes_nothing_and_changed_inputs_are_done_again(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Open(databases);
        Runner().Run(database, Job(5), new JobOptions());
        var stamps = database.Query<DateTimeOffset>("SELECT finished_at FROM job_units ORDER BY unit_key");
        Assert.Equal(new JobOutcome(0, 5, 0, WasCancelled: false), Runner().Run(database, Job(5), new JobOptions()));
        Assert.Equal(stamps, database.Query<DateTimeOffset>("SELECT finished_at FROM job_units ORDER BY unit_key"));
        Assert.Equal(new JobOutcome(1, 4, 3, WasCancelled: false), Runner().Run(database, Job(5, changed: 2), new JobOptions()));
        Assert.Equal(new JobOutcome(5, 0, 15, WasCancelled: false), Runner().Run(database, Job(5, changed: 2), new JobOptions { Force = true }));
        Assert.Equal(15, CountRows(database));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_cancelled_run_keeps_what_is_finished_and_the_next_goes_on(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Open(databases);
        using var cancel = new CancellationTokenSource();
        var first = Runner().Run(database, Job(10, onSaved: n => { if (n == 3) cancel.Cancel(); }), new JobOptions { Workers = 2 }, cancellation: cancel.Token);
        Assert.True(first.WasCancelled);
        Assert.InRange(first.Done, 3, 8);
        Assert.Equal(first.Done * 3, CountRows(database));
        var second = Runner().Run(database, Job(10), new JobOptions());
        Assert.Equal((10 - first.Done, first.Done, false), (second.Done, second.Skipped, second.WasCancelled));
        Assert.Equal(30, CountRows(database));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_forced_run_that_ends_early_is_finished_by_the_next(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Open(databases);
        Runner().Run(database, Clearing(Job(10)), new JobOptions());
        using var cancel = new CancellationTokenSource();
        var forced = Clearing(Job(10, onSaved: n => { if (n == 3) cancel.Cancel(); }));
        var first = Runner().Run(database, forced, new JobOptions { Workers = 1, Force = true }, cancellation: cancel.Token);
        Assert.True(first.WasCancelled);
        Assert.Equal(first.Done * 3, CountRows(database));
        var second = Runner().Run(database, Clearing(Job(10)), new JobOptions());
        Assert.Equal((10 - first.Done, first.Done), (second.Done, second.Skipped));
        Assert.Equal(30, CountRows(database));

        static Job<int> Clearing(Job<int> job) => job with { Clear = transaction => transaction.Replace(Sessions, KeyRange.Where("market_id >= @m", new { m = "M" }), _ => { }) };
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_job_in_which_nothing_matched_leaves_nothing_and_one_row_keeps_all_units(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Open(databases);
        var empty = Job(4) with { Compute = (_, _) => 0, WhenNothing = () => CountRows(database) > 0 ? null : new NothingMatchedError("no row") };
        Assert.Throws<NothingMatchedError>(() => Runner().Run(database, empty, new JobOptions { Workers = 2 }));
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM job_units"));

        var last = empty with { Compute = (unit, _) => unit.Block == "M003" ? 3 : 0 };
        Assert.Equal(new JobOutcome(4, 0, 3, WasCancelled: false), Runner().Run(database, last, new JobOptions { Workers = 1 }));
        Assert.Equal(4, database.Scalar<long>("SELECT COUNT(*) FROM job_units"));

        // What is gone is taken away: rows were there before.
        Assert.Equal(new JobOutcome(4, 0, 0, WasCancelled: false), Runner().Run(database, empty, new JobOptions { Force = true }));
        Assert.Equal((0L, 4L), (CountRows(database), database.Scalar<long>("SELECT COUNT(*) FROM job_units")));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_unit_that_fails_in_the_middle_of_its_rows_leaves_nothing(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Open(databases);
        var job = Job(4) with
        {
            Save = (transaction, unit, rows) =>
            {
                Write(transaction, unit, rows);
                return unit.Block == "M002" ? throw new DataError("the third unit is broken") : rows;
            },
        };
        var error = Assert.Throws<DataError>(() => Runner().Run(database, job, new JobOptions { Workers = 1 }));
        Assert.Equal("the third unit is broken", error.Message);
        Assert.Equal(["M000", "M001"], database.Query<string>("SELECT DISTINCT market_id FROM market_sessions ORDER BY market_id"));
        Assert.Equal(2, database.Scalar<long>("SELECT COUNT(*) FROM job_units"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_unit_that_fails_to_compute_ends_the_run_with_its_own_error(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Open(databases);
        var job = Job(50) with { Compute = (unit, _) => unit.Block == "M005" ? throw new ModelError("no answer") : 3 };
        Assert.Equal("no answer", Assert.Throws<ModelError>(() => Runner().Run(database, job, new JobOptions { Workers = 4 })).Message);
        Assert.InRange(database.Scalar<long>("SELECT COUNT(*) FROM job_units"), 0, 20);
        Assert.Equal(database.Scalar<long>("SELECT COUNT(*) FROM job_units") * 3, CountRows(database));
    }

    [Fact]
    public void A_process_killed_in_the_middle_of_a_unit_leaves_only_whole_units()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.Sqlite);
        using var database = Open(databases);
        Runner().Run(database, Job(2), new JobOptions());
        using var after = TestDatabases.Create(DatabaseEngine.Sqlite);
        var job = Job(3) with
        {
            Save = (transaction, unit, rows) =>
            {
                // A small cache, so that uncommitted pages have gone to the log; then the files as a kill at this moment would leave them.
                transaction.Execute("PRAGMA cache_size = 10");
                Write(transaction, unit, 100_000);
                foreach (var file in Directory.GetFiles(databases.Settings.Home).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
                    File.Copy(file, Path.Combine(after.Settings.Home, Path.GetFileName(file)));
                return rows;
            },
        };
        Runner().Run(database, job, new JobOptions());
        Assert.True(new FileInfo(Path.Combine(after.Settings.Home, "historical.db-wal")).Length > 1_000_000);
        using var found = new DatabasePair(after.Settings);
        Assert.Equal(6, CountRows(found.Historical));
        Assert.Equal(["stability|all|M000|options", "stability|all|M001|options"], found.Historical.Query<string>("SELECT unit_key FROM job_units ORDER BY unit_key"));
        Assert.Equal("ok", found.Historical.Scalar<string>("PRAGMA integrity_check"));
    }

    [PostgresFact]
    public void A_connection_killed_in_the_middle_of_a_unit_leaves_only_whole_units()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.PostgreSql);
        using var database = Open(databases);
        Runner().Run(database, Job(2), new JobOptions());
        var job = Job(3) with
        {
            Save = (transaction, unit, _) =>
            {
                var backend = transaction.Scalar<int>("SELECT pg_backend_pid()");
                return transaction.Replace(Sessions, KeyRange.Where("market_id = @m", new { m = unit.Block }), rows =>
                {
                    for (var i = 0; i < 200_000; i++)
                    {
                        if (i == 100_000)
                            database.Scalar<bool>("SELECT pg_terminate_backend(@backend)", new { backend });
                        rows.Text(unit.Block).Date(new DateOnly(1000, 1, 1).AddDays(i)).Integer(i).EndRow();
                    }
                });
            },
        };
        Assert.ThrowsAny<Exception>(() => Runner().Run(database, job, new JobOptions()));
        Assert.Equal(6, CountRows(database));
        Assert.Equal(new JobOutcome(1, 2, 3, WasCancelled: false), Runner().Run(database, Job(3), new JobOptions()));
    }

    [Fact]
    public void A_job_with_one_unit_twice_is_refused()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.Sqlite);
        using var database = Open(databases);
        var job = Job(2);
        Assert.Throws<ArgumentException>(() => Runner().Run(database, job with { Units = [job.Units[0], job.Units[0]] }, new JobOptions()));
    }

    private static JobRunner Runner() => new(TimeProvider.System);

    private static Database Open(TestDatabases databases)
    {
        var database = Database.Open(LogicalDatabase.Historical, databases.Settings);
        Migrator.Migrate(database);
        return database;
    }

    private static Job<int> Job(int units, int changed = -1, Action<int>? onSaved = null)
    {
        var saved = 0;
        return new Job<int>
        {
            Key = "test",
            Units = Enumerable.Range(0, units).Select(i => new JobUnit("stability", "all", $"M{i:D3}", "options", i == changed ? "new" : "old")).ToArray(),
            Compute = (_, _) => 3,
            Save = (transaction, unit, rows) =>
            {
                Write(transaction, unit, rows);
                onSaved?.Invoke(++saved);
                return rows;
            },
        };
    }

    private static void Write(DatabaseTransaction transaction, JobUnit unit, int rows)
        => transaction.Replace(Sessions, KeyRange.Where("market_id = @m", new { m = unit.Block }), writer =>
        {
            for (var i = 0; i < rows; i++)
                writer.Text(unit.Block).Date(DateOnly.FromDayNumber(i)).Integer(i).EndRow();
        });

    private static long CountRows(Database database) => database.Scalar<long>("SELECT COUNT(*) FROM market_sessions");

    private sealed class Reports(List<JobProgress> list) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => list.Add(value);
    }
}
