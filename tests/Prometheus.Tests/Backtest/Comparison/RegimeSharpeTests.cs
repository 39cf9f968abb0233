using Prometheus.Backtest.Comparison;
using Prometheus.Backtest.Metrics;
using Prometheus.States.Regimes;
using Xunit;

namespace Prometheus.Tests.Backtest.Comparison;

public class RegimeSharpeTests
{
    [Fact]
    public void A_return_belongs_to_the_label_of_the_close_before_it()
    {
        // Returns 2 and 3 follow CRISIS, 4 and 5 follow CARRY; the first has nothing before it.
        double[] returns = [0.5, -0.02, -0.01, 0.01, 0.03];
        var labels = new[] { RegimeLabel.Crisis, RegimeLabel.Crisis, RegimeLabel.Carry, RegimeLabel.Carry, RegimeLabel.Neutral }
            .Select(label => StateExposure.Unknown with { Regime = label }).ToArray();

        var ratios = RegimeSharpe.Of(returns, labels, 252);

        Assert.Equal(-0.015 / Math.Sqrt(0.00005) * Math.Sqrt(252), ratios[(int)RegimeLabel.Crisis], 1e-9);
        Assert.Equal(0.02 / Math.Sqrt(0.0002) * Math.Sqrt(252), ratios[(int)RegimeLabel.Carry], 1e-9);
        Assert.True(double.IsNaN(ratios[(int)RegimeLabel.RiskOff]));
        Assert.True(double.IsNaN(ratios[(int)RegimeLabel.Neutral]));
    }
}
