using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Engines.Regime;

/// <summary>
/// What a session says about the market's state, in stationary numbers (models.md, Regime). The market's own series are appended where they
/// are stored: log VIX, the slope of the yield curve, the credit spread. NaN where not known; row t follows from rows ≤ t.
/// </summary>
/// <param name="Names">Columns of <paramref name="Values"/>.</param>
/// <param name="Values">[sessions × features].</param>
public sealed record RegimeFeatures(IReadOnlyList<string> Names, Panel Values)
{
    public static RegimeFeatures Compute(Market market, string? indexInstrument)
    {
        var index = RegimeIndex.Of(market, indexInstrument);
        return Compute(market, index);
    }

    internal static RegimeFeatures Compute(Market market, RegimeIndex index)
    {
        var columns = new List<(string Name, double[] Values)>
        {
            ("log_volatility_5", Logs(IndexMeasures.Volatility(index.LogReturn, 5))),
            ("log_volatility_21", Logs(IndexMeasures.Volatility(index.LogReturn, 21))),
            ("log_volatility_63", Logs(IndexMeasures.Volatility(index.LogReturn, 63))),
            ("trend_t_63", IndexMeasures.Trend(index.LogReturn, 63)),
            ("drawdown_252", IndexMeasures.Drawdown(index.LogReturn, 252)),
            ("log_dispersion", Logs(index.MeanDeviation)),
            ("correlation_21", CrossSectionMeasures.Correlation(index, 21)),
            ("breadth_200", CrossSectionMeasures.Breadth(market, 200)),
        };
        columns.AddRange(SeriesMeasures.Of(market.Series));
        var values = new double[index.Sessions * columns.Count];
        for (var t = 0; t < index.Sessions; t++)
        {
            for (var c = 0; c < columns.Count; c++)
                values[(t * columns.Count) + c] = columns[c].Values[t];
        }

        return new RegimeFeatures(columns.ConvertAll(c => c.Name), Panel.Adopt(values, index.Sessions, columns.Count));
    }

    /// <summary>A value of 0 says that nothing moved at all, which is no observation of a volatility.</summary>
    private static double[] Logs(double[] values) => Array.ConvertAll(values, v => v > 0 ? ScalarMath.Log(v) : double.NaN);
}
