using Prometheus.Core.Numerics;
using Prometheus.States.Stability;

namespace Prometheus.Scenarios;

/// <summary>
/// The five components of a name's window that a descriptor is made of, each larger where things are worse: daily volatility, depth of the
/// deepest fall (log), fall over the window (log), idiosyncratic volatility, and co-movement, the share of variance that the market explains.
/// NaN where the window holds too few observations.
/// </summary>
internal static class ComponentLevels
{
    public const int Count = 5;

    public const int Volatility = 0;

    public const int CoMovement = 4;

    /// <summary>Writes the levels of the cells of a region.</summary>
    /// <param name="returns">Total returns of the names.</param>
    /// <param name="market">The market's simple return, one a session; NaN where there is none.</param>
    /// <param name="silent">0 where <paramref name="market"/> is observed, NaN elsewhere.</param>
    /// <param name="levels"><see cref="Count"/> arrays of the panel's size.</param>
    public static void Compute(
        ReturnWindow returns, ReadOnlySpan<double> market, ReadOnlySpan<double> silent, StabilityOptions options, PanelRegion region, double[][] levels)
    {
        var (window, minimum) = (options.WindowSessions, options.MinimumObservations);
        RollingPath.Compute(returns.LogIndex, returns.Log, window, minimum, region, levels[Volatility], levels[1], levels[2]);
        RollingResidual.Compute(returns.Simple, market, window, minimum, region, levels[3]);

        // Against a series that explains nothing the residual is the whole deviation, over the very same pairs.
        RollingResidual.Compute(returns.Simple, silent, window, minimum, region, levels[CoMovement]);
        for (var row = region.FirstRow; row < region.EndRow; row++)
        {
            for (var column = region.FirstColumn; column < region.EndColumn; column++)
            {
                var cell = (row * returns.Simple.Columns) + column;
                levels[1][cell] = 0 - levels[1][cell];
                levels[2][cell] = 0 - levels[2][cell];
                levels[CoMovement][cell] = Explained(levels[3][cell], levels[CoMovement][cell]);
            }
        }
    }

    /// <summary>0 where the market is observed, NaN elsewhere.</summary>
    public static double[] Silent(ReadOnlySpan<double> market)
    {
        var silent = new double[market.Length];
        for (var t = 0; t < silent.Length; t++)
            silent[t] = double.IsNaN(market[t]) ? double.NaN : 0;
        return silent;
    }

    private static double Explained(double residual, double whole)
    {
        if (double.IsNaN(residual) || double.IsNaN(whole))
            return double.NaN;
        var share = whole > 0 ? residual / whole : 1;
        return Math.Max(0, 1 - (share * share));
    }
}
