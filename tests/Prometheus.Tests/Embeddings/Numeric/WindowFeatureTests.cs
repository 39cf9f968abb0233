using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Embeddings.Numeric;
using Xunit;

namespace Prometheus.Tests.Embeddings.Numeric;

/// <summary>The features of a day against their definitions, computed plainly.</summary>
public sealed class WindowFeatureTests
{
    private const int Sessions = 300;
    private const int Last = Sessions - 1;

    [Fact]
    public void Falls_and_their_ages_are_those_of_the_path()
    {
        var (r, m) = Paths();
        var features = Of(NumericModel.Stability, r, m);
        var volatility = Root(r, 128);
        var (depth, age) = Fall(r, 128);
        Assert.Equal(depth / (volatility * Math.Sqrt(128)), features["drawdown_128"], 1e-10);
        Assert.Equal(age / 128.0, features["drawdown_age_128"], 1e-12);
        Assert.Equal(Deepest(r, 64) / (Root(r, 64) * 8), features["deepest_fall_64"], 1e-10);
        var scenario = Of(NumericModel.Scenario, r, m);
        Assert.Equal(Deepest(r, 32) / (volatility * Math.Sqrt(32)), scenario["deepest_fall_32"], 1e-10);
        Assert.Equal(Fall(r, 64).Age / 64.0, scenario["low_age_64"], 1e-12);
    }

    [Fact]
    public void Volatilities_and_trends_are_those_of_the_last_returns()
    {
        var (r, m) = Paths();
        var features = Of(NumericModel.Stability, r, m);
        Assert.Equal(Math.Log(Root(r, 64)), features["log_volatility_64"], 1e-10);
        Assert.Equal(Math.Log(Root(r, 8) / Root(r, 64)), features["log_volatility_8_over_64"], 1e-10);
        Assert.Equal(Math.Log(Root(r, 16) / Root(r, 128)), features["log_volatility_16_over_128"], 1e-10);
        Assert.Equal(r[^64..].Sum() / (8 * Root(r, 64)), features["trend_64"], 1e-10);
        Assert.Equal(r[^1] / Root(r[..^1], 64), features["scaled_return"], 1e-10);
        Assert.Equal(r[^16..].Where(x => x < 0).Sum(x => x * x) / r[^16..].Sum(x => x * x), features["downside_share_16"], 1e-10);
    }

    [Fact]
    public void Exposure_and_own_share_are_those_of_a_regression_through_the_origin()
    {
        var (r, m) = Paths();
        var features = Of(NumericModel.Stability, r, m);
        Assert.Equal(Beta(r, m, 32) - Beta(r, m, 128), features["beta_drift"], 1e-10);
        var rho = Correlation(r, m, 64);
        Assert.Equal(1 - (rho * rho), features["idiosyncratic_share_64"], 1e-10);
        var book = Of(NumericModel.Portfolio, r, m);
        Assert.Equal(Beta(r, m, 64), book["market_exposure_64"], 1e-10);
        Assert.Equal(r[^64..].Min() / Root(r, 64), book["worst_day_64"], 1e-10);
        Assert.True(double.IsNaN(book["log_days_to_trade_16"]), "no volume is known");
        var scenario = Of(NumericModel.Scenario, r, m);
        Assert.Equal((r[^16..].Sum() - (Beta(r, m, 128) * m[^16..].Sum())) / (4 * Root(r, 128)), scenario["excess_shock_16"], 1e-10);
        Assert.Equal(Correlation(r, m, 32), scenario["comovement_32"], 1e-10);
    }

    [Fact]
    public void A_profile_says_how_a_name_moves_and_falls()
    {
        var (r, m) = Paths();
        var features = Of(NumericModel.Profile, r, m);
        Assert.Equal(Math.Log(Root(r, 128)), features["log_volatility_128"], 1e-10);
        Assert.Equal(Math.Log(Root(r, 64)), features["log_volatility_64"], 1e-10);
        Assert.Equal(r[^128..].Where(x => x < 0).Sum(x => x * x) / r[^128..].Sum(x => x * x), features["downside_share_128"], 1e-10);
        Assert.Equal(Fall(r, 128).Depth / (Root(r, 128) * Math.Sqrt(128)), features["drawdown_128"], 1e-10);
    }

    [Fact]
    public void A_range_counts_beside_the_volatility_and_is_missing_where_highs_are()
    {
        var (r, m) = Paths();
        Assert.True(double.IsNaN(Of(NumericModel.Stability, r, m)["log_range_over_volatility_64"]));
        var series = new EntitySeries("INSTRUMENT", ["A"], Panel.Adopt([.. r], Sessions, 1), m)
        {
            LogRange = Panel.Adopt([.. Enumerable.Range(0, Sessions).Select(t => Math.Log(0.01 + (0.0001 * t)))], Sessions, 1),
        };
        var (names, values) = NumericEngine.Features(NumericModel.Stability, series, Last);
        Assert.Equal(Math.Log(0.01 + (0.0001 * Last)) - Math.Log(Root(r, 64)), values[0, names.ToList().IndexOf("log_range_over_volatility_64")], 1e-10);
    }

    [Fact]
    public void A_session_without_a_return_has_no_features()
    {
        var (r, m) = Paths();
        r[^1] = double.NaN;
        foreach (var model in NumericModels.All)
            Assert.All(Of(model, r, m).Values, v => Assert.True(double.IsNaN(v)));
    }

    private static (double[] Own, double[] Market) Paths()
    {
        var (own, market) = (new RandomStream("test", "features", "own"), new RandomStream("test", "features", "market"));
        var m = Enumerable.Range(0, Sessions).Select(_ => 0.01 * market.NextNormal()).ToArray();
        return (m.Select(x => (0.8 * x) + (0.015 * own.NextNormal())).ToArray(), m);
    }

    private static Dictionary<string, double> Of(NumericModel model, double[] r, double[] m)
    {
        var (names, values) = NumericEngine.Features(model, new EntitySeries("INSTRUMENT", ["A"], Panel.Adopt([.. r], Sessions, 1), m), Last);
        return names.Select((name, k) => (name, Value: values[0, k])).ToDictionary(f => f.name, f => f.Value);
    }

    private static double Root(double[] r, int n) => Math.Sqrt(r[^n..].Sum(x => x * x) / n);

    private static double Beta(double[] r, double[] m, int n) => r[^n..].Zip(m[^n..], (a, b) => a * b).Sum() / m[^n..].Sum(x => x * x);

    private static double Correlation(double[] r, double[] m, int n) => r[^n..].Zip(m[^n..], (a, b) => a * b).Sum() / (n * Root(r, n) * Root(m, n));

    /// <summary>Level below the highest point of the last n + 1 levels, and sessions since it.</summary>
    private static (double Depth, int Age) Fall(double[] r, int n)
    {
        var (sum, depth, age) = (0.0, 0.0, 0);
        for (var k = 1; k <= n; k++)
        {
            sum += r[^k];
            if (-sum > depth)
                (depth, age) = (-sum, k);
        }

        return (depth, age);
    }

    private static double Deepest(double[] r, int n)
    {
        var deepest = 0.0;
        for (var from = 0; from < n; from++)
        {
            var sum = 0.0;
            for (var to = from; to < n; to++)
            {
                sum += r[^(n - to)];
                deepest = Math.Max(deepest, -sum);
            }
        }

        return deepest;
    }
}
