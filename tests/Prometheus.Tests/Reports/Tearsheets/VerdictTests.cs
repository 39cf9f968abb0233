using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Portfolio.Costs;
using Prometheus.Reports.Tearsheets;
using Prometheus.Testing.Runs;
using Xunit;

namespace Prometheus.Tests.Reports.Tearsheets;

public sealed class VerdictTests
{
    private static readonly SleeveRun Run = SyntheticRun.Create(sessions: 1000, names: 12);

    [Theory]
    [InlineData(0.0010, VerdictTone.Good, "Ahead", "Beat EW_US_EQ by ", "more than chance explains")]
    [InlineData(0.00002, VerdictTone.Mixed, "Inconclusive", " a year ahead of EW_US_EQ", "which chance alone would explain")]
    [InlineData(-0.00002, VerdictTone.Mixed, "Inconclusive", " a year behind EW_US_EQ", "which chance alone would explain")]
    [InlineData(-0.0006, VerdictTone.Bad, "Behind", "Trailed EW_US_EQ by ", "more than chance explains")]
    public void The_line_says_how_far_from_the_benchmark_and_whether_chance_explains_it(
        double edgePerSession, VerdictTone tone, string label, string size, string chance)
    {
        var verdict = TearsheetModel.Of(WithEdge(edgePerSession)).Verdict;
        Assert.Equal((tone, label), (verdict.Tone, verdict.Label));
        Assert.Contains(size, verdict.Sentence, StringComparison.Ordinal);
        Assert.Contains(chance, verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_is_never_good()
    {
        var falling = Run.Benchmark.Select((b, t) => b * Math.Pow(0.997, t)).ToArray();
        var verdict = TearsheetModel.Of(WithEdge(0.0010, falling)).Verdict;
        Assert.NotEqual(VerdictTone.Good, verdict.Tone);
        Assert.Contains("lost money", verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_have_been_traded_is_serious()
    {
        var free = new CostOptions { SlippageBps = 0, CommissionBps = 0 };
        var simulator = SimulatorOptions.Default with { FillAtSameClose = true, ParticipationRate = 0, Costs = free };
        var options = Run.Manifest.Options with { Simulator = simulator };
        var caveats = TearsheetModel.Of(Run with { Manifest = Run.Manifest with { Options = options } }).Caveats;
        Assert.Equal(
            ["Trades at the deciding close", "Trading is free", "Survivors only"],
            caveats.Where(c => c.Level == CaveatLevel.Serious).Select(c => c.Title));
        Assert.Contains(caveats, c => c.Title == "No volume limit");
        Assert.Equal(caveats.OrderBy(c => c.Level), caveats);
    }

    [Fact]
    public void Clean_data_leaves_no_caveat_about_data()
    {
        var clean = new DataCard(40, 3, "3 of 40 instruments have a delisting fact", 0, 0, true, 0, 0, 0, 0, 0, ["RAW"]);
        var caveats = TearsheetModel.Of(Run with { Card = clean }).Caveats;
        Assert.DoesNotContain(caveats, c => c.Title is "Survivors only" or "Sectors not point-in-time" || c.Level == CaveatLevel.Note);
    }

    [Fact]
    public void A_short_run_says_so()
    {
        var caveats = TearsheetModel.Of(SyntheticRun.Create(sessions: 200, names: 12)).Caveats;
        Assert.Contains(caveats, c => c.Title == "Short history" && c.Detail.StartsWith("0.8 years", StringComparison.Ordinal));
    }

    /// <summary>The benchmark's curve with a steady edge and small noise of its own.</summary>
    private static SleeveRun WithEdge(double perSession, double[]? benchmark = null)
    {
        benchmark ??= Run.Benchmark;
        var equity = new double[benchmark.Length];
        var peak = equity[0] = benchmark[0];
        var daily = Run.Daily.ToArray();
        for (var t = 1; t < equity.Length; t++)
        {
            var noise = 0.003 * (((t * 7919) % 101 / 50.0) - 1);
            equity[t] = equity[t - 1] * (benchmark[t] / benchmark[t - 1]) * (1 + perSession + noise);
            peak = Math.Max(peak, equity[t]);
            daily[t] = daily[t] with { Equity = equity[t], Drawdown = (equity[t] / peak) - 1 };
        }

        daily[0] = daily[0] with { Equity = equity[0], Drawdown = 0 };
        return Run with { Daily = daily, Benchmark = benchmark };
    }
}
