using System.Text.Json;
using Prometheus.Backtest.Sleeves;
using Prometheus.Embeddings.Joint;
using Xunit;

namespace Prometheus.Tests.Embeddings.Joint;

public sealed class MetaSchemaTests
{
    private static readonly Dictionary<string, string> Config = new(StringComparer.Ordinal)
    {
        ["strategy_id"] = "CORE",
        ["universe_id"] = "U",
        ["assessment_horizon_days"] = "21",
        ["options.portfolio.name_cap"] = "0.05",
        ["options.rebalance"] = "weekly",
        ["sleeve_id"] = "S",
    };

    [Fact]
    public void Every_named_option_is_one_that_sleeves_have()
    {
        foreach (var path in MetaSchema.NamedFields.Where(f => f.StartsWith("options.", StringComparison.Ordinal)))
        {
            var type = typeof(SleeveOptions);
            foreach (var step in path.Split('.').Skip(1))
            {
                var property = Assert.Single(type.GetProperties(), p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name) == step);
                type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            }
        }
    }

    [Fact]
    public void The_order_of_fields_and_the_name_of_a_run_change_nothing()
    {
        var turned = Config.Reverse().ToDictionary(StringComparer.Ordinal);
        turned["sleeve_id"] = "ANOTHER";
        Assert.Equal(MetaSchema.Config(Config), MetaSchema.Config(turned));
    }

    [Fact]
    public void Any_other_option_is_another_vector()
    {
        var seen = new List<float[]> { MetaSchema.Config(Config) };
        foreach (var (key, value) in new[] { ("assessment_horizon_days", "63"), ("options.rebalance", "daily"), ("options.stability.window_sessions", "126") })
        {
            var other = MetaSchema.Config(new Dictionary<string, string>(Config, StringComparer.Ordinal) { [key] = value });
            Assert.All(seen, s => Assert.NotEqual(s, other));
            seen.Add(other);
        }
    }

    [Fact]
    public void By_hand_numbers_are_logarithms_of_their_scale()
    {
        var outcome = MetaSchema.Outcome(new Dictionary<string, double> { ["cumulative_return"] = 0.5, ["max_drawdown"] = -0.2, ["annualised_sharpe"] = double.NaN });
        Assert.Equal([Math.Log(2), 0, 0, 0, -Math.Log(2), 0, 0, 0], outcome.Select(v => (double)v), (x, y) => Math.Abs(x - y) < 1e-7);
        Assert.Equal((float)Math.Log(2), MetaSchema.Config(Config)[0], 1e-6f);
    }

    /// <summary>Two runs configured alike in a like environment are nearest, whatever came of them.</summary>
    [Fact]
    public void Outcome_is_a_label_and_no_part_of_the_question()
    {
        var space = JointSpaces.MetaConfigEnvironment;
        var concatenation = space.Concatenation();
        var query = Run("Q", "21", 0.2, 1.5);
        JointVector[] runs = [Run("TWIN", "21", 0.2, -3), Run("LUCKY", "5", 0.6, 1.5)];
        var known = (1L << space.IndexOf(JointSpaces.Config)) | (1L << space.IndexOf(JointSpaces.Environment));
        Assert.Equal("TWIN", JointSimilarity.Nearest(concatenation, query, runs, known, 1)[0].Vector.EntityKey);
        Assert.Equal(1, JointSimilarity.Nearest(concatenation, query, runs, known, 1)[0].Comparison.Cosine, 1e-9);

        JointVector Run(string key, string horizon, double volatility, double sharpe)
        {
            var joined = concatenation.Join(
            [
                MetaSchema.Config(new Dictionary<string, string>(Config, StringComparer.Ordinal) { ["assessment_horizon_days"] = horizon }),
                MetaSchema.Environment(new MetaEnvironment
                {
                    MarketId = "US_EQ", Sessions = 252, RegimeMix = [0, 0.5, 0, 0.5], StabilityMix = [1, 0, 0, 0, 0], StabilityIndex = 30, Volatility = volatility,
                    Breadth = 0.5, Correlation = 0.3, Dispersion = 0.01, Drawdown = -0.05, Lambda = double.NaN,
                }),
                MetaSchema.Outcome(new Dictionary<string, double> { ["annualised_sharpe"] = sharpe }),
            ])!;
            return new JointVector(key, new DateOnly(2020, 12, 31), joined.Vector, joined.Mask, joined.Coverage, "{}");
        }
    }
}
