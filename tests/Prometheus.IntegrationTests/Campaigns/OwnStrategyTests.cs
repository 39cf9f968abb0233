using System.Diagnostics;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Robustness;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Cli;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Examples;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.Resume;
using Prometheus.Jobs;
using Prometheus.Reports.Robustness;
using Prometheus.Testing.Processes;
using Prometheus.Workflows.Campaigns;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>A strategy of one's own is a sleeve: what is done with the house's is done with it.</summary>
public sealed class OwnStrategyTests(OwnStrategyTests.Stored stored) : IClassFixture<OwnStrategyTests.Stored>
{
    private static readonly SleeveOptions Terms = SleeveOptions.Default with { Rebalance = "monthly" };

    private static readonly CampaignOptions Campaign = SyntheticStore.Campaign with
    {
        Sleeves =
        [
            SyntheticStore.Campaign.Sleeves[2],
            CampaignSleeve.Of("CALM_30", "US_EQ", CalmTrendStrategy.Definition.Configured(), Terms),
            CampaignSleeve.Of("CALM_10", "US_EQ", CalmTrendStrategy.Definition.With(new CalmTrendParameters { Names = 10 }), Terms),
        ],
    };

    [Fact]
    public void It_is_listed_shown_compared_and_chosen_like_the_house_s()
    {
        Assert.All(stored.Runs, r => Assert.Contains(r.RunId, stored.Say("backtest", "list", "--format", "csv"), StringComparison.Ordinal));
        var own = stored.Say("backtest", "list", "--strategy-id", "CALM_TREND", "--format", "csv");
        Assert.Equal([false, true, true], stored.Runs.Select(r => own.Contains(r.RunId, StringComparison.Ordinal)));

        Assert.Contains("config,strategy.parameters.names,10", stored.Say("backtest", "show", stored.Runs[2].RunId, "--format", "csv"), StringComparison.Ordinal);
        Assert.Contains("strategy.parameters.names", stored.Say("backtest", "compare", stored.Runs[1].RunId, stored.Runs[2].RunId, "--format", "csv"), StringComparison.Ordinal);
        Assert.NotEqual("", stored.Say("backtest", "compare", stored.Runs[0].RunId, stored.Runs[1].RunId, "--format", "csv"));

        var chosen = stored.Say("meta", "select", "--strategy-id", "CALM_TREND", "--top-k", "1", "--format", "csv");
        Assert.Contains(stored.Runs[1..].MaxBy(r => r.Metrics["annualised_sharpe"])!.RunId, chosen, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_verified_by_the_program_that_defines_it_and_by_no_other()
    {
        var run = stored.Runs[1].RunId;
        Assert.Equal(ExitCode.Done, stored.Run([CalmTrendStrategy.Definition], out var said, "backtest", "verify", run));
        Assert.Contains("all equal", said, StringComparison.Ordinal);

        Assert.Equal(ExitCode.BadInput, stored.Run([], out said, "backtest", "verify", run));
        Assert.Contains("strategy CALM_TREND, version 1, is not part of this program", said, StringComparison.Ordinal);

        var newer = StrategyDefinition.Of("CALM_TREND", 2, new CalmTrendParameters(), p => new CalmTrendStrategy(p));
        Assert.Equal(ExitCode.BadInput, stored.Run([newer], out said, "backtest", "verify", run));
        Assert.Contains("version 1 of strategy CALM_TREND, this program has version 2", said, StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_a_tearsheet_and_a_robust_page()
    {
        var page = Path.Combine(stored.Copy.Folder, "calm.html");
        stored.Say("backtest", "tearsheet", stored.Runs[2].RunId, "--html", page);
        Assert.Contains("strategy.parameters.lookback_sessions", File.ReadAllText(page), StringComparison.Ordinal);

        var options = new RobustnessOptions { StartShifts = 1, Delays = [0], CostMultiples = [1, 2], AllPhases = false };
        var grids = RunRobustness.Execute(stored.Copy.Databases, Campaign with { Sleeves = [Campaign.Sleeves[0], Campaign.Sleeves[2]] }, options, workers: 2);
        Assert.Equal(4, grids[1].Cells.Count);
        Assert.Equal(stored.Runs[2].RunId, grids[1].Cells[0].RunId);
        Assert.Equal(stored.Runs[2].Metrics["annualised_sharpe"], grids[1].Cells[0]["annualised_sharpe"]);
        Assert.Contains("CALM_10", RobustnessHtml.Render(grids, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_after_every_unit_and_resumed_it_ends_in_the_same_bytes()
    {
        using var store = SyntheticStore.Copy();
        var stops = 0;
        for (var ended = false; !ended; stops++)
        {
            using var stop = new CancellationTokenSource();
            try
            {
                RunCampaign.Execute(store.Databases, Campaign, 2, new JobRunner(TimeProvider.System), new StopAfterOne(stop), stop.Token);
                ended = true;
            }
            catch (OperationCanceledException)
            {
            }
        }

        Assert.True(stops > 2, $"it ended after {stops} beginnings");
        Assert.Equal(stored.Digests, Stored.Say(store, [], "db", "digest", "--tables", "--format", "csv"));
    }

    /// <summary>The program of the examples, whose campaign has two sleeves of its own strategy beside three of the house.</summary>
    [Fact]
    public void The_program_that_runs_it_is_killed_and_run_again_and_ends_in_the_same_bytes()
    {
        using var made = new ProgramHome();
        made.Inside("data", "synth", "--instruments", "16", "--start", "2020-01-02", "--end", "2024-12-31", "--seed", "22").Expect(0);
        using var undisturbed = ProgramHome.CopyOf(made);
        var clock = Stopwatch.StartNew();
        using (var program = Example(undisturbed))
            program.Wait().Expect(0);
        var time = clock.Elapsed;

        using var home = ProgramHome.CopyOf(made);
        var random = new Random(7);
        var killed = 0;
        using (var database = Database.Open(LogicalDatabase.Runtime, home.Settings))
        {
            var before = Units(database);
            using var program = Example(home);
            killed += program.KillWhen(() => Units(database) > before) ? 1 : 0;
        }

        for (var k = 0; k < 3; k++)
        {
            using var program = Example(home);
            killed += program.KillAfter((k + random.NextDouble()) / 3 * time) ? 1 : 0;
        }

        using (var program = Example(home))
            program.Wait().Expect(0);
        Assert.True(killed > 0, "every run was faster than the kill");
        Assert.Equal(undisturbed.StoredDigests(), home.StoredDigests());
        Assert.Contains("CALM_TREND", home.Inside("backtest", "list", "--format", "csv").Expect(0).Output, StringComparison.Ordinal);

        static RunningProgram Example(ProgramHome home) => home.StartBeside("Prometheus.Examples", home.Settings.Home, "US_EQ");
        static long Units(Database database) => database.Scalar<long>("SELECT COUNT(*) FROM job_units");
    }

    /// <summary>Cancels as soon as one more unit is saved.</summary>
    private sealed class StopAfterOne(CancellationTokenSource stop) : IProgress<JobProgress>
    {
        private int _begun = -1;

        public void Report(JobProgress value)
        {
            _begun = _begun < 0 ? value.Done : _begun;
            if (value.Done > _begun && value.Done < value.Units)
                stop.Cancel();
        }
    }

    /// <summary>The campaign on the small synthetic market, run once.</summary>
    public sealed class Stored : IDisposable
    {
        public Stored()
        {
            Runs = [.. RunCampaign.Execute(Copy.Databases, Campaign, 2, new JobRunner(TimeProvider.System)).Result.Sleeves.Cast<SleeveRun>()];
            Digests = Say("db", "digest", "--tables", "--format", "csv");
        }

        internal StoreCopy Copy { get; } = SyntheticStore.Copy();

        internal SleeveRun[] Runs { get; }

        /// <summary>Of every table, before anything but the campaign was run.</summary>
        internal string Digests { get; }

        /// <summary>Runs a command that must end well, and returns what it printed.</summary>
        internal string Say(params string[] command) => Say(Copy, [], command);

        internal static string Say(StoreCopy store, IReadOnlyList<StrategyDefinition> strategies, params string[] command)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var code = Application.Run([.. command, "--home", store.Folder], output, error, strategies);
            Assert.True(code == ExitCode.Done, $"{string.Join(' ', command)} ended with {code}: {error}");
            return output.ToString();
        }

        internal int Run(IReadOnlyList<StrategyDefinition> strategies, out string said, params string[] command)
        {
            using var text = new StringWriter();
            var code = Application.Run([.. command, "--home", Copy.Folder], text, text, strategies);
            said = text.ToString();
            return code;
        }

        public void Dispose() => Copy.Dispose();
    }
}
