using Prometheus.Meta.Outcomes;
using Xunit;

namespace Prometheus.Tests.Meta.Outcomes;

public sealed class RealisedOutcomeTests
{
    [Fact]
    public void Equal_parts_are_held_from_the_date_on()
    {
        // Together 1, 1.10, 0.95, 1.20 of one each: returns 10 %, −13.64 %, 26.32 %.
        var outcome = RealisedOutcome.Of([[100, 120, 100, 150], [1000, 1000, 900, 900]], 252);

        Assert.Equal(0.20, outcome.Return, 12);
        Assert.Equal((0.95 / 1.10) - 1, outcome.Drawdown, 12);
        double[] returns = [0.10, (0.95 / 1.10) - 1, (1.20 / 0.95) - 1];
        var mean = returns.Average();
        Assert.Equal(Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / 2 * 252), outcome.Volatility, 12);
    }

    [Fact]
    public void One_session_has_a_return_and_no_volatility()
    {
        var outcome = RealisedOutcome.Of([[100, 99]], 252);

        Assert.Equal(-0.01, outcome.Return, 12);
        Assert.Equal(-0.01, outcome.Drawdown, 12);
        Assert.True(double.IsNaN(outcome.Volatility));
    }
}
