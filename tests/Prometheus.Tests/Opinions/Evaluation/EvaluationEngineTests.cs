using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.Opinions.Evaluation;
using Prometheus.States.Regimes;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.Opinions.Evaluation;

public class EvaluationEngineTests
{
    private const int Sessions = 260;

    private static readonly EvaluationOptions Small = EvaluationOptions.Default with { Horizons = [1, 5], PrimaryHorizon = 5, MinimumNames = 10 };

    [Fact]
    public void A_score_that_knows_the_outcome_has_a_correlation_of_one()
    {
        var market = EngineWorld.Random(30, Sessions);
        var state = Evaluate(market, Foresight(market, 5));
        Assert.Equal(1, state.Primary.MeanIc, 1e-12);
        Assert.Equal(1, state.Primary.PositiveShare);
        Assert.Equal(state.Primary.BucketReturns.Order(), state.Primary.BucketReturns);
        Assert.True(state.Primary.Spread > 0);
        Assert.All(state.Sectors, s => Assert.Equal(1, s.MeanIc, 1e-12));
        Assert.Equal(1, state.Decay[0].MeanIc, 1e-12);
        Assert.True(state.Decay[1].MeanIc < 0.3);
    }

    [Fact]
    public void Noise_says_nothing()
    {
        var market = EngineWorld.Random(40, Sessions);
        var state = Evaluate(market, Noise(40));
        Assert.All(state.Horizons, h => Assert.InRange(h.IcT, -3, 3));
        Assert.InRange(state.Persistence[0].RankCorrelation, -0.05, 0.05);
        Assert.InRange(state.Persistence[0].Turnover, 0.7, 0.9);
    }

    [Fact]
    public void A_constant_ranking_never_turns_over()
    {
        var market = EngineWorld.Random(30, Sessions);
        var panel = Panel.Adopt([.. Enumerable.Range(0, Sessions * 30).Select(k => (double)(k % 30))], Sessions, 30);
        var state = Evaluate(market, panel);
        Assert.All(state.Persistence, p => Assert.Equal(1, p.RankCorrelation, 1e-12));
        Assert.All(state.Persistence, p => Assert.Equal(0, p.Turnover));
        Assert.Equal(1, state.Coverage);
    }

    [Fact]
    public void Sessions_without_a_whole_window_are_left_out_and_counted()
    {
        var market = EngineWorld.Random(30, Sessions);
        var state = EvaluationEngine.Evaluate(market, Noise(30), null, 100, Sessions - 1, Small, 2);
        Assert.Equal([1, 5], state.Horizons.Select(h => h.LeftOut));
        Assert.Equal(Sessions - 100 - 5, state.Primary.Sessions);
        Assert.Equal(Sessions - 100, state.ScoredSessions);
        Assert.All(state.Primary.Ic.TakeLast(5), ic => Assert.True(double.IsNaN(ic)));
    }

    [Fact]
    public void Outcomes_after_the_window_change_nothing()
    {
        var market = EngineWorld.Random(30, Sessions);
        var scores = Noise(30);
        var whole = Evaluate(market, scores).Primary.Ic;
        var changed = Evaluate(EngineWorld.Perturbed(market, 200, "outcomes"), scores).Primary.Ic;
        Assert.Equal(whole.Take(200 - 5 + 1), changed.Take(200 - 5 + 1));
        Assert.NotEqual(whole, changed);
    }

    [Fact]
    public void A_name_that_is_delisted_counts_with_what_holders_received()
    {
        var dates = EngineWorld.OfCloses([.. Enumerable.Repeat(10.0, 20)]).Sessions;
        var names = Enumerable.Range(0, 12).ToArray();
        var market = EngineWorld.Build(
            names.Select(EngineWorld.NameOf).ToArray(),
            20,
            (t, i) => i == 0 && t >= 10 ? double.NaN : 10 * (1 + (0.001 * i * t)),
            (_, _) => 1e6,
            CorporateActions.None(20),
            names.Select(i => i == 0 ? new Listing(null, dates[10], dates[10], -0.9) : Listing.Always).ToArray(),
            Enumerable.Repeat(PriceBasis.Raw, 12).ToArray(),
            (_, _) => 0);
        var panel = Panel.Adopt([.. Enumerable.Range(0, 20 * 12).Select(k => (double)(k % 12))], 20, 12);
        var options = Small with { Horizons = [5], Buckets = 5 };
        var state = EvaluationEngine.Evaluate(market, panel, null, 7, 7, options, 1);
        Assert.Equal(1, state.Primary.MeanIc, 1e-12);
        Assert.True(state.Primary.BucketReturns[0] < -0.2 * 252 / 5);
    }

    [Fact]
    public void Statistics_are_newey_west_over_the_daily_correlations()
    {
        var market = EngineWorld.Random(30, Sessions);
        var primary = Evaluate(market, Noise(30)).Primary;
        var observed = primary.Ic.Where(v => !double.IsNaN(v)).ToArray();
        Assert.Equal(observed.Average(), primary.MeanIc, 1e-12);
        Assert.Equal(NeweyWest.TStatistic(observed, Math.Max(4, NeweyWest.Lags(observed.Length))), primary.IcT, 1e-12);
        Assert.Equal(0.748331, NeweyWest.StandardError([1, 2, 3, 4, 5], 1), 1e-6);
    }

    [Fact]
    public void Regimes_share_out_the_sessions_and_threads_change_nothing()
    {
        var market = EngineWorld.Random(30, Sessions);
        var regimes = RegimeEngine.Compute(market, RegimeOptions.Default, 1);
        var scores = Noise(30);
        var (one, four) = (EvaluationEngine.Evaluate(market, scores, regimes, 0, Sessions - 1, Small, 1), EvaluationEngine.Evaluate(market, scores, regimes, 0, Sessions - 1, Small, 4));
        Assert.Equal(["CRISIS", "RISK_OFF", "CARRY", "NEUTRAL"], one.Regimes.Select(r => r.Name));
        Assert.InRange(one.Regimes.Sum(r => r.Sessions), 1, one.Primary.Sessions);
        Assert.Equal(one.Primary.Ic, four.Primary.Ic);
        Assert.Equal(one.Regimes, four.Regimes);
        Assert.Equal(one.Sectors, four.Sectors);
    }

    private static EvaluationState Evaluate(Market market, Panel scores) => EvaluationEngine.Evaluate(market, scores, null, 0, market.Sessions.Count - 1, Small, 2);

    private static Panel Noise(int columns)
    {
        var stream = new RandomStream("test", "evaluation noise");
        return Panel.Adopt([.. Enumerable.Range(0, Sessions * columns).Select(_ => stream.NextNormal())], Sessions, columns);
    }

    /// <summary>The forward return itself, of names that trade through the window.</summary>
    private static Panel Foresight(Market market, int horizon)
    {
        var (columns, levels) = (market.Instruments.Count, market.TotalReturns.LogIndex);
        var values = new double[Sessions * columns];
        for (var k = 0; k < values.Length; k++)
        {
            var (t, i) = (k / columns, k % columns);
            values[k] = t + horizon < Sessions ? levels[t + horizon, i] - levels[t, i] : double.NaN;
        }

        return Panel.Adopt(values, Sessions, columns);
    }
}
