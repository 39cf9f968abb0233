using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Signals;
using Prometheus.States.Declarations;
using Prometheus.States.Regimes;
using Prometheus.Testing.Markets;
using Prometheus.Tests.Core.Numerics;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Regimes;

public class RegimeEngineTests
{
    private static readonly RegimeOptions Plain = RegimeOptions.Default;

    [Theory]
    [InlineData(RegimeMethod.Prototypes)]
    [InlineData(RegimeMethod.Hmm)]
    public void No_row_knows_the_future(RegimeMethod method)
    {
        var market = EngineWorld.Random(30, 800);
        Assert.NotEmpty(RegimeEngine.Compute(market, Plain, 1).Fits);
        Assert.Null(LookAhead.Find(market, m => Panels(RegimeEngine.Compute(m, Plain with { Method = method }, 1)), [40, 520, 760]));
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var market = EngineWorld.Random(40, 900);
        var (one, four) = (Panels(RegimeEngine.Compute(market, Plain, 1)), Panels(RegimeEngine.Compute(market, Plain, 4)));
        for (var k = 0; k < one.Length; k++)
            Assert.True(LookAhead.SameRows(one[k].Panel, four[k].Panel, 899), one[k].Name);
    }

    [Fact]
    public void Probabilities_add_to_one_and_the_label_is_the_likeliest()
        => Prop.ForAll(Gen.Choose(1, 10_000).ToArbitrary(), seed =>
        {
            var state = RegimeEngine.Compute(RandomMarket.Make(seed, 12, 620), Plain with { Starts = 2 }, 1);
            for (var t = 0; t < state.Sessions; t++)
            {
                if (state.LabelAt(t) is null)
                    continue;
                var row = state.Probability.Row(t).ToArray();
                if (Math.Abs(row.Sum() - 1) > 1e-12 || state.ConfidenceAt(t) != row.Max())
                    return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    /// <summary>A date alone gives the row of the range: the same market, cut at the date.</summary>
    [Fact]
    public void The_first_fit_waits_for_a_year_and_the_prior_serves_before()
    {
        var state = RegimeEngine.Compute(PlantedRegimes.Make(3, 30, 700).Market, Plain, 1);
        Assert.Null(state.LabelAt(5));
        Assert.NotNull(state.LabelAt(100));
        Assert.Null(state.FitAt(100));
        var fit = state.Fits[0];
        Assert.True(fit.TrainingLast < fit.FirstSession - Plain.EmbargoSessions);
        Assert.Same(fit, state.FitAt(fit.FirstSession));
        Assert.Equal(1, Math.Sqrt(state.Embedding!.Row(fit.FirstSession).ToArray().Sum(z => z * z)), 1e-12);
        Assert.True(double.IsNaN(state.Embedding[fit.FirstSession - 1, 0]));
    }

    [Fact]
    public void The_index_instrument_changes_the_rows_and_not_the_model_id()
    {
        var market = EngineWorld.Random(20, 600);
        var chosen = RegimeEngine.Compute(market.With(regimeIndex: EngineWorld.NameOf(1)), Plain, 1);
        Assert.Equal(RegimeState.DefaultModelId, chosen.ModelId);
        Assert.False(LookAhead.SameRows(chosen.Probability, RegimeEngine.Compute(market, Plain, 1).Probability, 599));
        Assert.StartsWith(RegimeState.DefaultModelId + "@", (chosen with { Options = Plain with { Method = RegimeMethod.Hmm } }).ModelId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_before_the_index_has_a_price_has_no_regime()
    {
        var state = RegimeEngine.Compute(EngineWorld.Random(20, 120).With(regimeIndex: "SPY.US"), Plain, 1);
        Assert.All(Enumerable.Range(0, 120), t => Assert.Null(state.LabelAt(t)));
    }

    [Fact]
    public void A_fund_counts_in_no_average_and_series_become_features()
    {
        var market = EngineWorld.Random(20, 400);
        var values = Enumerable.Range(0, 800).Select(k => k % 2 == 0 ? 0.03 + (0.0001 * (k % 7)) : 15.0 + (k % 11)).ToArray();
        var withSeries = Copy(market, new HashSet<int> { 4 }, new MarketSeries(["US10Y", "VIX"], Panel.Adopt(values, 400, 2)));
        var features = new SignalInputs(withSeries).Resolver(1).Get(RegimeFeatures.Definition.Of(NoOptions.Instance));
        Assert.Contains("log_vix", features.Names);
        Assert.DoesNotContain("term_slope", features.Names);
        var plain = new SignalInputs(market).Resolver(1).Get(RegimeFeatures.Definition.Of(NoOptions.Instance));
        Assert.False(Ulps.SameBits(plain.Values[300, 5], features.Values[300, 5]));
    }

    /// <summary>Two planted worlds of the study's twenty; the others are in the decision record.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(14)]
    public void Planted_regimes_are_found(int seed)
    {
        var planted = PlantedRegimes.Make(seed);
        var state = RegimeEngine.Compute(planted.Market, Plain, 2);
        var balanced = RegimeStudy.BalancedAccuracy(state.Label, planted.Truth, 0);
        Assert.True(balanced >= 0.55, $"balanced accuracy {balanced}");
        var shifted = RegimeStudy.ShiftQuantile(state.Label, planted.Truth, shifts: 200, quantile: 0.99);
        Assert.True(balanced > shifted, $"balanced accuracy {balanced}, 99th percentile of shifted labels {shifted}");
    }

    private static Market Copy(Market market, IReadOnlySet<int> funds, MarketSeries series) => new(
        market.Definition, market.Sessions, market.Instruments, market.Prices, market.Basis, market.Actions, market.Listings, market.Sectors, market.Provenance)
    {
        Funds = funds,
        Series = series,
    };

    /// <summary>The embedding is compared by its first columns: how many there are follows from the last fit of the market at hand.</summary>
    private static (string Name, Panel Panel)[] Panels(RegimeState state) =>
    [
        ("label", LookAhead.Numbers(state.Label)),
        ("probability", state.Probability),
        ("embedding", FirstColumns(state.Embedding!, state.Sessions)),
    ];

    private static Panel FirstColumns(Panel embedding, int sessions)
    {
        const int Kept = 4;
        var values = new double[sessions * Kept];
        for (var t = 0; t < sessions; t++)
        {
            for (var i = 0; i < Kept; i++)
                values[(t * Kept) + i] = i < embedding.Columns ? embedding[t, i] : double.NaN;
        }

        return Panel.Adopt(values, sessions, Kept);
    }
}
