using Prometheus.Core.Panels;
using Prometheus.Encoders.Scaling;
using Prometheus.Encoders.Windows;

namespace Prometheus.Engines.Regime;

/// <summary>
/// The trailing window of standardised features of every session, as one row an encoder can read: dyadic buckets, the newest first, older ones and
/// slower features weighing less. A row once written never changes, so sums over training slices only grow.
/// </summary>
internal sealed class RegimeWindows
{
    private const double Clip = 5;

    /// <summary>Share of a window's cells that must have been observed before it says anything.</summary>
    private const double Coverage = 0.5;

    /// <summary>Each bucket weighs this much of the one after it: the state is what happens now, seen against what came before.</summary>
    private const double Taper = 0.4;

    /// <summary>
    /// What moves within days leads and what needs months to move follows: volatility 5, 21, 63, trend, drawdown, dispersion, correlation, breadth;
    /// the market's own series count like the fast ones.
    /// </summary>
    private static readonly double[] Weights = [1, 0.4, 0.1, 0.1, 0.1, 1, 0.3, 0.1];

    private RegimeWindows(Panel rows, int first) => (Rows, First) = (rows, first);

    /// <summary>[sessions × (buckets · features)].</summary>
    public Panel Rows { get; }

    /// <summary>First session whose window is observed well enough; the number of sessions where none is.</summary>
    public int First { get; }

    public static RegimeWindows Of(RegimeFeatures features, int windowSessions)
    {
        var scaled = ExpandingScale.Apply(features.Values, windowSessions, Clip);
        var (sessions, buckets, names) = (scaled.Sessions, DyadicWindow.Buckets(windowSessions), scaled.Columns);
        var width = buckets * names;
        var rows = new double[sessions * width];
        var weight = WeightsOf(buckets, names);
        var first = sessions;
        for (var t = 0; t < sessions; t++)
        {
            var row = rows.AsSpan(t * width, width);
            if (DyadicWindow.Pool(scaled, t, windowSessions, row) >= Coverage && first == sessions)
                first = t;
            for (var i = 0; i < width; i++)
                row[i] *= weight[i];
        }

        return new RegimeWindows(Panel.Adopt(rows, sessions, width), first);
    }

    private static double[] WeightsOf(int buckets, int features)
    {
        var weights = new double[buckets * features];
        var taper = 1.0;
        for (var b = 0; b < buckets; b++, taper *= Taper)
        {
            for (var f = 0; f < features; f++)
                weights[(b * features) + f] = taper * (f < Weights.Length ? Weights[f] : 1);
        }

        return weights;
    }
}
