using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Vectors;
using Prometheus.States.Declarations;

namespace Prometheus.States.Regimes;

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
