using Prometheus.Backtest.Metrics;
using Prometheus.States.Regimes;

namespace Prometheus.Backtest.Comparison;

/// <summary>The Sharpe ratio of a run in each regime, by another run's labels, so that runs with labels of their own are sliced alike.</summary>
public static class RegimeSharpe
{
    /// <summary>A return belongs to the label known at the close before it. NaN for a regime of fewer than two returns.</summary>
    /// <param name="returns">One a session of the run; the first, from the initial cash into the first session, is left out.</param>
    /// <param name="labels">Exposures on the same sessions of the run whose labels count.</param>
    /// <param name="sessionsPerYear">Annualises.</param>
    /// <returns>In the order of <see cref="RegimeLabel"/>.</returns>
    public static double[] Of(ReadOnlySpan<double> returns, ReadOnlySpan<StateExposure> labels, double sessionsPerYear)
    {
        var ratios = new double[RegimeState.Labels];
        for (var label = 0; label < ratios.Length; label++)
        {
            var days = new List<double>();
            for (var k = 1; k < Math.Min(returns.Length, labels.Length); k++)
            {
                if (labels[k - 1].Regime == (RegimeLabel)label && !double.IsNaN(returns[k]))
                    days.Add(returns[k]);
            }

            ratios[label] = days.Count < 2 ? double.NaN : AnnualisedExcessSharpe.Of([.. days], sessionsPerYear, 0);
        }

        return ratios;
    }
}
