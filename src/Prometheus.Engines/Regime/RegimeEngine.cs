using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;

namespace Prometheus.Engines.Regime;

/// <summary>The regime of every session of a market; see <see cref="RegimeState"/>.</summary>
public static class RegimeEngine
{
    /// <param name="market">The whole market from its first stored session; row t depends on rows ≤ t.</param>
    /// <param name="options">Window, prototypes, filter.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between fits.</param>
    /// <exception cref="UserError">Options out of range, or an index instrument the market does not have.</exception>
    public static RegimeState Compute(Market market, RegimeOptions options, int workers, CancellationToken cancellation = default)
    {
        options.Check();
        var log = RegimeIndex.Of(market, options.IndexInstrument).LogReturn;
        var prior = new RegimePrior(IndexMeasures.Volatility(log, 21), IndexMeasures.Drawdown(log, 252), IndexMeasures.Trend(log, 63));
        var labels = new byte[log.Length];
        var probabilities = new double[log.Length * RegimeState.Labels];
        var transition = ForwardFilter.Sticky(RegimeState.Labels, options.Sticky);
        Span<double> belief = stackalloc double[RegimeState.Labels];
        Span<double> likelihood = stackalloc double[RegimeState.Labels];
        belief.Fill(1.0 / RegimeState.Labels);
        for (var t = 0; t < log.Length; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = probabilities.AsSpan(t * RegimeState.Labels, RegimeState.Labels);
            labels[t] = CodePanel.None;
            row.Fill(double.NaN);
            if (!prior.LogLikelihood(t, likelihood))
                continue;
            ForwardFilter.Predict(belief, transition);
            ForwardFilter.Update(belief, likelihood);
            belief.CopyTo(row);
            labels[t] = 0;
            for (byte k = 1; k < RegimeState.Labels; k++)
            {
                if (row[k] > row[labels[t]])
                    labels[t] = k;
            }
        }

        return new RegimeState(options, CodePanel.Adopt(labels, log.Length, 1), Panel.Adopt(probabilities, log.Length, RegimeState.Labels));
    }
}
