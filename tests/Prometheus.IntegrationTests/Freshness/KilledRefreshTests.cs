using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.Data;
using Prometheus.IntegrationTests.Resume;
using Prometheus.Sources.Synthetic;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Freshness;

/// <summary>A refresh that is ended with SIGKILL and given again ends like one that nobody disturbed: the real executable on a store of files.</summary>
public sealed class KilledRefreshTests
{
    /// <summary>How many stores are refreshed under random kills; without it one, killed as soon as it has begun to write and once more at random.</summary>
    private const string SeedsKey = "PROMETHEUS_STUDY_SEEDS";

    private static readonly string[] Dates = ["--start", "2012-01-03", "--end", "2013-06-28"];

    private static readonly KilledCommand Refresh = new(["refresh"], LogicalDatabase.Runtime, "makings WHERE state = 'MAKING'");

    [Fact]
    public void A_refresh_killed_at_random_moments_ends_like_an_undisturbed_one()
    {
        var seeds = int.TryParse(Environment.GetEnvironmentVariable(SeedsKey), out var given) ? given : 1;
        using var stale = Stale();
        using var undisturbed = ProductHome.CopyOf(stale);
        undisturbed.Run("refresh");
        for (var seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            using var home = new ProgramHome();
            foreach (var file in Directory.EnumerateFiles(stale.Folder).Where(f => Path.GetExtension(f) is not (".db-wal" or ".db-shm")))
                File.Copy(file, Path.Combine(home.Settings.Home, Path.GetFileName(file)));
            Assert.True(Refresh.KillHalfWay(home));
            for (var kill = 0; kill < (seeds == 1 ? 1 : 5); kill++)
                Refresh.KillAfter(home, TimeSpan.FromMilliseconds(random.Next(300, 3000)));
            Refresh.Finish(home);
            using var refreshed = new DatabasePair(home.Settings);
            foreach (var name in Enum.GetValues<LogicalDatabase>())
                Assert.Equal(DatabaseDigest.Compute(undisturbed.Databases[name]).Tables, DatabaseDigest.Compute(refreshed[name]).Tables);
            Assert.Equal(File.ReadAllText(undisturbed.PathOf("risk.csv")), File.ReadAllText(Path.Combine(home.Settings.Home, "risk.csv")));
            Assert.Equal("nothing is stale", home.Run("refresh").Expect(0).Error.Trim());
            Assert.DoesNotContain(".tmp", string.Join(' ', Directory.EnumerateFiles(home.Settings.Home)), StringComparison.Ordinal);
        }
    }

    /// <summary>States, a universe, a file and a run over a bar that was corrected since.</summary>
    private static ProductHome Stale()
    {
        var home = new ProductHome();
        home.Run("data", "synth", "--instruments", "8", "--start", "2011-01-03", "--end", "2013-06-28", "--seed", "3");
        home.Run("data", "derive");
        home.Run(["regime", "classify", .. Dates]);
        home.Run(["regime", "risk", "--output", home.PathOf("risk.csv"), .. Dates]);
        home.Run(["stab", "backfill", .. Dates]);
        home.Run(["universe", "backfill", "--region", "US", .. Dates]);
        home.Run("backtest", "campaign", "--market-id", "US_EQ", "--sleeve", "S_H21:S:US_EQ:U:P:A:21", "--start", "2013-01-02", "--end", "2013-06-28");
        home.Run("meta", "select", "--strategy-id", "S");
        home.Write("fix.csv", $"{PriceFiles.AlphaVantageHeader}\nSYN001,2011-06-01,50,51,49,50,50,100000,0,1\n");
        home.Run("data", "import", "prices", "--file", home.PathOf("fix.csv"), "--market", "US_EQ", "--source", SyntheticMarket.Source);
        foreach (var name in Enum.GetValues<LogicalDatabase>())
            home.Databases[name].Scalar<long>("PRAGMA wal_checkpoint(TRUNCATE)");
        return home;
    }
}
