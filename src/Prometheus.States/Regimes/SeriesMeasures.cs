using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;

namespace Prometheus.States.Regimes;

/// <summary>Features from the market's own series, as far as they are stored.</summary>
internal static class SeriesMeasures
{
    private const string Volatility = "VIX";
    private const string Credit = "HY_OAS";
    private const string Long = "US10Y";

    /// <summary>Short ends of the curve, the preferred one first.</summary>
    private static readonly string[] Shorts = ["US3M", "US2Y"];

    public static IEnumerable<(string Name, double[] Values)> Of(MarketSeries series)
    {
        if (series.IndexOf(Volatility) is var vix and >= 0)
            yield return ("log_vix", Column(series, t => series.Values[t, vix] is var level and > 0 ? ScalarMath.Log(level) : double.NaN));
        var shortEnd = Array.Find(Shorts, id => series.IndexOf(id) >= 0);
        if (series.IndexOf(Long) is var from and >= 0 && shortEnd is not null)
            yield return ("term_slope", Column(series, t => series.Values[t, from] - series.Values[t, series.IndexOf(shortEnd)]));
        if (series.IndexOf(Credit) is var credit and >= 0)
            yield return ("credit_spread", Column(series, t => series.Values[t, credit]));
    }

    private static double[] Column(MarketSeries series, Func<int, double> at)
    {
        var values = new double[series.Values.Sessions];
        for (var t = 0; t < values.Length; t++)
            values[t] = at(t);
        return values;
    }
}
