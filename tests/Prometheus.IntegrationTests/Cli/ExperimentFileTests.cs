using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>A campaign in one file is the campaign of the flags.</summary>
public sealed class ExperimentFileTests
{
    private static readonly string[] Sleeves = [Journey.Sleeve(5), Journey.Sleeve(21), Journey.Sleeve(63)];

    private static string File(string more = "") => $"""
        market_id: US_EQ
        start: 2014-01-02
        end: 2014-06-30
        {more}
        sleeves:
        {string.Join('\n', Sleeves.Select(s => "  - " + s))}

        """;

    [Fact]
    public void A_file_and_the_flags_give_the_same_run_ids()
    {
        using var home = CampaignHome.Copy();
        home.Write("plain.yaml", File());
        home.Write("changed.yaml", File("initial_cash: 250000\nbenchmark: SPY.US\noptions:\n  risk: off\n  rebalance: monthly\n  portfolio: {name_cap: 0.1}\n  universe.stability_risk_alpha: 0.25"));

        var plain = home.Run("campaign", "run", "plain.yaml").Expect(0);
        Assert.Equal(home.Run(Journey.Campaign()).Expect(0).Output, plain.Output);
        Assert.Contains("nothing was written", plain.Error, StringComparison.Ordinal);

        string[] flags =
        [
            "backtest", "campaign", "--market-id", "US_EQ", "--start", "2014-01-02", "--end", "2014-06-30", .. Sleeves.SelectMany(s => new[] { "--sleeve", s }),
            "--initial-cash", "250000", "--benchmark", "SPY.US", "--disable-risk", "--rebalance", "monthly", "--stability-risk-alpha", "0.25", "--set", "portfolio.name_cap=0.1",
        ];
        var changed = home.Run("campaign", "run", "changed.yaml").Expect(0);
        var byFlags = home.Run(flags).Expect(0);
        Assert.Equal(byFlags.Output, changed.Output);
        Assert.NotEqual(plain.Output, changed.Output);
        Assert.Contains("nothing was written", byFlags.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_printed_back_is_the_same_experiment()
    {
        using var home = new ProgramHome();
        home.Write("file.yaml", File("options:\n  portfolio.name_cap: 0.07"));

        var printed = home.Run("campaign", "run", "file.yaml", "--check").Expect(0).Error;
        home.Write("printed.yaml", printed);

        Assert.StartsWith("# hash ", printed, StringComparison.Ordinal);
        Assert.Contains("portfolio.name_cap: 0.07", printed, StringComparison.Ordinal);
        Assert.Equal(printed, home.Run("campaign", "run", "printed.yaml", "--check").Expect(0).Error);
    }

    [Fact]
    public void A_mistake_is_one_sentence_with_file_and_line_and_leaves_no_store()
    {
        using var home = new ProgramHome();
        home.Write("file.yaml", File("options:\n  universe.rank_buffer: 7"));

        var run = home.Run("campaign", "run", "file.yaml").Expect(2);

        Assert.Equal(
            "error: file.yaml, line 5: option 'universe.rank_buffer' expects a number at least 0 and below 1 (fraction of the size), found '7'",
            Assert.Single(run.Error.TrimEnd().Split('\n')));
        Assert.Empty(Directory.EnumerateFiles(home.WorkingFolder, "*.db", SearchOption.AllDirectories));
    }
}
