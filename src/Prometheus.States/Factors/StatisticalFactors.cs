using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.States.Factors;

/// <summary>
/// Walk-forward principal components of what market and sectors leave of each name's return. They are fitted on the first session of each
/// month on the window that ends the session before, on residuals scaled to unit variance, and hold until the next fit. A residual of
/// session t uses the exposures of t − 1.
/// </summary>
internal static class StatisticalFactors
{
    /// <summary>Share of the window a name must have residuals of to take part in a fit.</summary>
    private const double NearlyFull = 0.9;

    /// <summary>[sessions × instruments] r − β_m·M − β_s·S with the exposures of the session before; NaN where one is missing.</summary>
    public static double[] Residuals(Panel returns, FactorReturns factors, double[] marketExposure, double[] sectorExposure)
    {
        var (sessions, columns) = (returns.Sessions, returns.Columns);
        var residuals = new double[sessions * columns];
        Array.Fill(residuals, double.NaN);
        for (var t = 1; t < sessions; t++)
        {
            for (var i = 0; i < columns; i++)
            {
                var before = ((t - 1) * columns) + i;
                var sector = factors.SectorOf[t - 1, i];
                var own = double.IsNaN(sectorExposure[before]) ? 0 : sectorExposure[before] * factors.SectorExcess[t, sector];
                residuals[(t * columns) + i] = returns[t, i] - (marketExposure[before] * factors.Market[t]) - own;
            }
        }

        return residuals;
    }

    /// <param name="residuals">[sessions × instruments].</param>
    /// <param name="market">Its sessions say where months begin; its funds take no part.</param>
    public static List<StatisticalFit> Fit(Market market, double[] residuals, FactorOptions options, CancellationToken cancellation)
    {
        var fits = new List<StatisticalFit>();
        if (options.StatisticalFactors == 0)
            return fits;
        for (var first = options.WindowSessions; first < market.Sessions.Count; first++)
        {
            if (market.Sessions[first].Month == market.Sessions[first - 1].Month)
                continue;
            cancellation.ThrowIfCancellationRequested();
            var last = first;
            while (last + 1 < market.Sessions.Count && market.Sessions[last + 1].Month == market.Sessions[first].Month)
                last++;
            if (FitOne(market, residuals, first, last, options) is { } fit)
                fits.Add(Aligned(fit, fits.LastOrDefault()));
        }

        return fits;
    }

    /// <summary>The return of a factor: Σ w·residual over the names observed.</summary>
    public static double ReturnOf(double[] weights, ReadOnlySpan<double> residuals)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0 && !double.IsNaN(residuals[i]))
                sum += weights[i] * residuals[i];
        }

        return sum;
    }

    private static StatisticalFit? FitOne(Market market, double[] residuals, int first, int last, FactorOptions options)
    {
        var (window, columns) = (options.WindowSessions, market.Instruments.Count);
        var start = first - window;
        var names = Enumerable.Range(0, columns).Where(i => !market.Funds.Contains(i)).Select(i => Moments(residuals, columns, start, window, i)).ToArray();
        var fitted = names.Where(n => n.Count >= NearlyFull * window && n.Deviation > 0).ToArray();
        if (fitted.Length < options.MinimumStatisticalNames)
            return null;

        var scaled = Scaled(residuals, columns, start, window, fitted);
        var size = TransposeProduct.Padded(window);
        var gram = new double[size * size];
        TransposeProduct.Compute(scaled, size, scaled, size, fitted.Length, gram, symmetric: true);
        var (_, vectors) = LeadingSubspace.Compute(gram, size, window, options.StatisticalFactors);
        var weights = Enumerable.Range(0, options.StatisticalFactors).Select(k => WeightsOf(scaled, size, vectors, k, fitted, columns)).ToArray();
        var exposures = weights.Select(w => ExposuresOf(residuals, columns, start, window, w, names, options.MinimumObservations)).ToArray();
        return new StatisticalFit(first, last, weights, exposures);
    }

    private static (int Name, int Count, double Mean, double Deviation) Moments(double[] residuals, int columns, int start, int window, int name)
    {
        var (count, sum, squares) = (0, 0.0, 0.0);
        for (var u = start; u < start + window; u++)
        {
            if (double.IsNaN(residuals[(u * columns) + name]))
                continue;
            sum += residuals[(u * columns) + name];
            count++;
        }

        var mean = sum / count;
        for (var u = start; u < start + window; u++)
        {
            var x = residuals[(u * columns) + name];
            squares += double.IsNaN(x) ? 0 : (x - mean) * (x - mean);
        }

        return (name, count, mean, count > 1 ? Math.Sqrt(squares / (count - 1)) : 0);
    }

    /// <summary>[names × padded window]; a missing residual counts as the mean.</summary>
    private static double[] Scaled(double[] residuals, int columns, int start, int window, (int Name, int Count, double Mean, double Deviation)[] fitted)
    {
        var size = TransposeProduct.Padded(window);
        var scaled = new double[fitted.Length * size];
        for (var k = 0; k < fitted.Length; k++)
        {
            for (var u = 0; u < window; u++)
            {
                var x = residuals[((start + u) * columns) + fitted[k].Name];
                scaled[(k * size) + u] = double.IsNaN(x) ? 0 : (x - fitted[k].Mean) / fitted[k].Deviation;
            }
        }

        return scaled;
    }

    /// <summary>A component over sessions, carried to names and to what must be held of each, scaled to Σ|w| = 1.</summary>
    private static double[] WeightsOf(
        double[] scaled, int size, double[] vectors, int component, (int Name, int Count, double Mean, double Deviation)[] fitted, int columns)
    {
        var weights = new double[columns];
        var gross = 0.0;
        for (var k = 0; k < fitted.Length; k++)
        {
            var loading = 0.0;
            for (var u = 0; u < size; u++)
                loading += scaled[(k * size) + u] * vectors[(u * TransposeProduct.Tile) + component];
            weights[fitted[k].Name] = loading / fitted[k].Deviation;
            gross += Math.Abs(weights[fitted[k].Name]);
        }

        foreach (ref var weight in weights.AsSpan())
            weight = gross > 0 ? weight / gross : 0;
        return weights;
    }

    private static double[] ExposuresOf(
        double[] residuals, int columns, int start, int window, double[] weights, (int Name, int Count, double Mean, double Deviation)[] names, int minimum)
    {
        var factor = new double[window];
        for (var u = 0; u < window; u++)
            factor[u] = ReturnOf(weights, residuals.AsSpan((start + u) * columns, columns));
        var exposures = new double[columns];
        Array.Fill(exposures, double.NaN);
        foreach (var name in names.Where(n => n.Count >= minimum))
            exposures[name.Name] = SlopeOf(residuals, columns, start, factor, name);
        return exposures;
    }

    private static double SlopeOf(double[] residuals, int columns, int start, double[] factor, (int Name, int Count, double Mean, double Deviation) name)
    {
        var mean = 0.0;
        for (var u = 0; u < factor.Length; u++)
            mean += double.IsNaN(residuals[((start + u) * columns) + name.Name]) ? 0 : factor[u];
        mean /= name.Count;
        var (product, square) = (0.0, 0.0);
        for (var u = 0; u < factor.Length; u++)
        {
            var x = residuals[((start + u) * columns) + name.Name];
            if (double.IsNaN(x))
                continue;
            product += (x - name.Mean) * (factor[u] - mean);
            square += (factor[u] - mean) * (factor[u] - mean);
        }

        return square > 0 ? product / square : double.NaN;
    }

    /// <summary>Turns a factor round where it would otherwise point against the one before it.</summary>
    private static StatisticalFit Aligned(StatisticalFit fit, StatisticalFit? before)
    {
        for (var k = 0; before is not null && k < fit.Weights.Length; k++)
        {
            var agreement = 0.0;
            for (var i = 0; i < fit.Exposures[k].Length; i++)
            {
                var product = fit.Exposures[k][i] * before.Exposures[k][i];
                agreement += double.IsNaN(product) ? 0 : product;
            }

            if (agreement >= 0)
                continue;
            foreach (var values in (double[][])[fit.Weights[k], fit.Exposures[k]])
            {
                for (var i = 0; i < values.Length; i++)
                    values[i] = -values[i];
            }
        }

        return fit;
    }
}

/// <summary>Statistical factors as fitted before the sessions they hold for: nothing in them knows those sessions.</summary>
/// <param name="FirstSession">First session they hold for; the fit looked at the window that ends the session before.</param>
/// <param name="LastSession">Last one, within the loaded market.</param>
/// <param name="Weights">[factors][instruments] what one unit of the factor holds of each name's residual; 0 where not fitted, Σ|w| = 1.</param>
/// <param name="Exposures">[factors][instruments] slope of the name's residual on the factor over the window; NaN where too few observed.</param>
public sealed record StatisticalFit(int FirstSession, int LastSession, double[][] Weights, double[][] Exposures);
