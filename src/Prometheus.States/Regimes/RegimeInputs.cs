using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Embeddings.Numeric;
using Prometheus.Encoders.Scaling;
using Prometheus.Encoders.Windows;

namespace Prometheus.States.Regimes;

/// <summary>All that a fit and a filter read, whole history at once; row t from rows ≤ t.</summary>
internal sealed class RegimeInputs
{
    /// <summary>Observed values before a feature is standardised.</summary>
    private const int MinimumObserved = 21;

    private const double Clip = 5;

    private RegimeInputs(RegimeFeatures raw, Panel features, Panel windows, double[] indexReturn, RegimePrior prior, int first)
        => (Names, Evidence, Features, Windows, IndexReturn, Prior, First) = (raw.Names, raw.Evidence, features, windows, indexReturn, prior, first);

    public IReadOnlyList<string> Names { get; }

    /// <summary>How much each feature says a session.</summary>
    public double[] Evidence { get; }

    /// <summary>[sessions × features], standardised by what was known.</summary>
    public Panel Features { get; }

    /// <summary>[sessions × (buckets · features)]: the dyadic window ending at each session; no NaN.</summary>
    public Panel Windows { get; }

    /// <summary>Log return of the index.</summary>
    public double[] IndexReturn { get; }

    public RegimePrior Prior { get; }

    /// <summary>First row of which half the features are known; training begins here.</summary>
    public int First { get; }

    public static RegimeInputs Of(Market market, RegimeOptions options, int workers, CancellationToken cancellation)
    {
        var index = RegimeIndex.Of(market, market.RegimeIndex);
        var vectors = options.Features is { } model ? LeadingVectors.Compute(market, NumericModels.Parse(model), workers, cancellation) : null;
        var raw = RegimeFeatures.Compute(market, index, vectors);
        var features = ExpandingScale.Apply(raw.Values, MinimumObserved, Clip);
        var columns = DyadicWindow.Buckets(options.WindowSessions) * features.Columns;
        var windows = new double[features.Sessions * columns];
        for (var t = 0; t < features.Sessions; t++)
            DyadicWindow.Pool(features, t, options.WindowSessions, windows.AsSpan(t * columns, columns));
        var prior = new RegimePrior(
            IndexMeasures.Volatility(index.LogReturn, 21), IndexMeasures.Drawdown(index.LogReturn, 252), IndexMeasures.Trend(index.LogReturn, 63));
        return new RegimeInputs(raw, features, Panel.Adopt(windows, features.Sessions, columns), index.LogReturn, prior, FirstKnown(features));
    }

    private static int FirstKnown(Panel features)
    {
        for (var t = 0; t < features.Sessions; t++)
        {
            var known = 0;
            foreach (var value in features.Row(t))
                known += double.IsNaN(value) ? 0 : 1;
            if (2 * known >= features.Columns)
                return t;
        }

        return features.Sessions;
    }
}
