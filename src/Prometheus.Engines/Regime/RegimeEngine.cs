using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Encoders.Projection;

namespace Prometheus.Engines.Regime;

/// <summary>
/// <c>num-regime-core-v1</c> over the whole history: prototypes fitted on the first session of each year on all earlier windows, and a sticky
/// forward filter over their labels that begins with the first stored session and never looks ahead. Before the first fit
/// <c>regime-prior-v0</c> serves (models.md, Regime; sheet B §1.5).
/// </summary>
public static class RegimeEngine
{
    /// <param name="market">The whole market from its first stored session; row t depends on rows ≤ t.</param>
    /// <param name="options">Window, prototypes, filter.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between sessions.</param>
    /// <exception cref="UserError">Options out of range, or an index instrument the market does not have.</exception>
    public static RegimeState Compute(Market market, RegimeOptions options, int workers, CancellationToken cancellation = default)
    {
        options.Check();
        var index = RegimeIndex.Of(market, options.IndexInstrument);
        var features = RegimeFeatures.Compute(market, index);
        var prior = new RegimePrior(IndexMeasures.Volatility(index.LogReturn, 21), IndexMeasures.Drawdown(index.LogReturn, 252), IndexMeasures.Trend(index.LogReturn, 63));
        return options.Method == RegimeMethod.Hmm
            ? HiddenRegimes.Filter(market, index, features, prior, options, cancellation)
            : Filter(market, index, RegimeWindows.Of(features, options.WindowSessions), prior, options, cancellation);
    }

    private static RegimeState Filter(
        Market market, RegimeIndex index, RegimeWindows windows, RegimePrior prior, RegimeOptions options, CancellationToken cancellation)
    {
        var beliefs = new RegimeBeliefs(index.Sessions, options.Sticky);
        var moments = new Moments(windows.Rows.Columns);
        var added = windows.First;
        var fits = new List<RegimeFit>();
        Span<double> likelihood = stackalloc double[RegimeState.Labels];
        var embedding = new double[Math.Min(options.Dimensions, windows.Rows.Columns)];
        for (var t = 0; t < index.Sessions; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = t - options.EmbargoSessions;
            if (t > 0 && market.Sessions[t].Year != market.Sessions[t - 1].Year && end - windows.First >= options.MinimumTraining)
            {
                moments.Add(windows.Rows, added, end);
                added = end;
                var date = FormattableString.Invariant($"{market.Sessions[t]:yyyy-MM-dd}");
                fits.Add(RegimeFit.Of(windows.Rows, moments, index.LogReturn, t, windows.First, end, options, date));
            }

            if (fits.Count > 0)
                fits[^1].LogLikelihood(windows.Rows.Row(t), embedding.AsSpan(0, fits[^1].Components.Dimensions), likelihood);
            else if (!prior.LogLikelihood(t, likelihood))
                continue;
            beliefs.Observe(t, likelihood);
        }

        return beliefs.ToState(options) with { Fits = fits };
    }
}
