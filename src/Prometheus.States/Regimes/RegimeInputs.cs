using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Vectors;
using Prometheus.Embeddings.Numeric;
using Prometheus.Encoders.Scaling;
using Prometheus.Encoders.Windows;
using Prometheus.States.Declarations;

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

/// <summary>
/// What a session says about the market's state, in stationary numbers (models.md, Regime). The market's own series are appended where they
/// are stored: log VIX, the slope of the yield curve, the credit spread. NaN where not known; row t follows from rows ≤ t.
/// </summary>
/// <param name="Names">Columns of <paramref name="Values"/>.</param>
/// <param name="Values">[sessions × features].</param>
/// <param name="Evidence">
/// Share of a feature's density that one session may count: 1 / the sessions it takes to say something new. A window of n sessions repeats itself
/// for n; dispersion clusters over about 2, the market's own series over about a month, as VIX looks a month ahead.
/// </param>
public sealed record RegimeFeatures(IReadOnlyList<string> Names, Panel Values, double[] Evidence)
{
    private const double SeriesMemory = 21;

    /// <summary>A vector looks back a quarter and repeats itself for as long.</summary>
    private const double VectorMemory = 63;

    public static StateDefinition<NoOptions, RegimeFeatures> Definition { get; } = new()
    {
        Kind = "regime features",
        ModelId = "regime-features-v1",
        Default = NoOptions.Instance,
        Reads = _ => MarketReads.Members | MarketReads.Series | MarketReads.RegimeIndex,
        Compute = (reader, _) => [Compute(reader.Market, RegimeIndex.Of(reader.Market, reader.Market.RegimeIndex), vectors: null)],
    };

    /// <param name="vectors">Of the names; their mean and dispersion are appended. Null: none.</param>
    internal static RegimeFeatures Compute(Market market, RegimeIndex index, VectorPanel? vectors)
    {
        var columns = new List<(string Name, double Memory, double[] Values)>
        {
            ("log_volatility_5", 5, Logs(IndexMeasures.Volatility(index.LogReturn, 5))),
            ("log_volatility_21", 21, Logs(IndexMeasures.Volatility(index.LogReturn, 21))),
            ("log_volatility_63", 63, Logs(IndexMeasures.Volatility(index.LogReturn, 63))),
            ("trend_t_63", 63, IndexMeasures.Trend(index.LogReturn, 63)),
            ("drawdown_252", 252, IndexMeasures.Drawdown(index.LogReturn, 252)),
            ("log_dispersion", 2, Logs(index.MeanDeviation)),
            ("correlation_21", 21, CrossSectionMeasures.Correlation(index, 21)),
            ("breadth_200", 200, CrossSectionMeasures.Breadth(market, 200)),
        };
        columns.AddRange(SeriesMeasures.Of(market.Series).Select(s => (s.Name, SeriesMemory, s.Values)));
        if (vectors is not null)
            columns.AddRange(MarketVectors.Of(market, vectors).Select(v => (v.Name, VectorMemory, v.Values)));
        var values = new double[index.Sessions * columns.Count];
        for (var t = 0; t < index.Sessions; t++)
        {
            for (var c = 0; c < columns.Count; c++)
                values[(t * columns.Count) + c] = columns[c].Values[t];
        }

        return new RegimeFeatures(columns.ConvertAll(c => c.Name), Panel.Adopt(values, index.Sessions, columns.Count), [.. columns.Select(c => 1 / c.Memory)]);
    }

    /// <summary>A value of 0 says that nothing moved at all, which is no observation of a volatility.</summary>
    private static double[] Logs(double[] values) => Array.ConvertAll(values, v => v > 0 ? ScalarMath.Log(v) : double.NaN);
}
