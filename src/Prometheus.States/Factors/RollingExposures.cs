using Prometheus.Core.Panels;

namespace Prometheus.States.Factors;

/// <summary>
/// Slopes of every name on the market and on its own sector's excess return over a trailing window (least squares with intercept, both at
/// once), pulled toward 1. The sector is the one of the as-of session, over the whole window. A name without a sector, or whose sector
/// has too few returns, has a slope on the market alone. Every window is recomputed in two passes. NaN where the name has no close on the
/// session or too few returns in the window.
/// </summary>
internal static class RollingExposures
{
    private const double Collinear = 1e-10;

    /// <param name="returns">[sessions × instruments] simple total returns.</param>
    /// <param name="closes">[sessions × instruments] NaN where a name has no close.</param>
    public static (double[] Market, double[] Sector) Compute(
        Panel returns, Panel closes, FactorReturns factors, FactorOptions options, int workers, CancellationToken cancellation)
    {
        var (sessions, columns) = (returns.Sessions, returns.Columns);
        var (market, sector) = (new double[sessions * columns], new double[sessions * columns]);
        Array.Fill(market, double.NaN);
        Array.Fill(sector, double.NaN);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        Parallel.For(0, sessions, parallel, () => new Window(columns), (t, _, window) =>
        {
            window.Fit(returns, closes, factors, options, t, market.AsSpan(t * columns, columns), sector.AsSpan(t * columns, columns));
            return window;
        }, _ => { });
        return (market, sector);
    }

    /// <summary>Sums of one window, one element a name; reused from session to session.</summary>
    private sealed class Window(int columns)
    {
        private readonly int[] _names = new int[columns];
        private readonly byte[] _sectors = new byte[columns];
        private readonly bool[] _both = new bool[columns];
        private readonly (int Count, double Return, double Market)[] _alone = new (int, double, double)[columns];
        private readonly (int Count, double Return, double Market, double Sector)[] _joint = new (int, double, double, double)[columns];
        private readonly (double MM, double MS, double SS, double RM, double RS)[] _products = new (double, double, double, double, double)[columns];
        private int _count;

        public void Fit(
            Panel returns, Panel closes, FactorReturns factors, FactorOptions options, int session, Span<double> marketOut, Span<double> sectorOut)
        {
            Begin(closes, factors, session);
            var first = Math.Max(0, session - options.WindowSessions + 1);
            for (var u = first; u <= session; u++)
                AddToMeans(returns.Row(u), factors.Market[u], factors.SectorExcess.Row(u));
            for (var k = 0; k < _count; k++)
                FinishMeans(k, options.MinimumObservations);
            for (var u = first; u <= session; u++)
                AddToProducts(returns.Row(u), factors.Market[u], factors.SectorExcess.Row(u));
            for (var k = 0; k < _count; k++)
                (marketOut[_names[k]], sectorOut[_names[k]]) = Solve(k, options);
        }

        private void Begin(Panel closes, FactorReturns factors, int session)
        {
            _count = 0;
            for (var i = 0; i < closes.Columns; i++)
            {
                if (double.IsNaN(closes[session, i]))
                    continue;
                (_names[_count], _sectors[_count]) = (i, factors.SectorOf[session, i]);
                (_alone[_count], _joint[_count], _products[_count]) = (default, default, default);
                _count++;
            }
        }

        private void AddToMeans(ReadOnlySpan<double> returns, double market, ReadOnlySpan<double> sectors)
        {
            if (double.IsNaN(market))
                return;
            for (var k = 0; k < _count; k++)
            {
                var r = returns[_names[k]];
                if (double.IsNaN(r))
                    continue;
                ref var alone = ref _alone[k];
                alone = (alone.Count + 1, alone.Return + r, alone.Market + market);
                var s = SectorOf(sectors, k);
                if (double.IsNaN(s))
                    continue;
                ref var joint = ref _joint[k];
                joint = (joint.Count + 1, joint.Return + r, joint.Market + market, joint.Sector + s);
            }
        }

        private void FinishMeans(int k, int minimum)
        {
            var (joint, alone) = (_joint[k], _alone[k]);
            _both[k] = joint.Count >= minimum;
            _joint[k] = (joint.Count, joint.Return / joint.Count, joint.Market / joint.Count, joint.Sector / joint.Count);
            _alone[k] = (alone.Count, alone.Return / alone.Count, alone.Market / alone.Count);
        }

        private void AddToProducts(ReadOnlySpan<double> returns, double market, ReadOnlySpan<double> sectors)
        {
            if (double.IsNaN(market))
                return;
            for (var k = 0; k < _count; k++)
            {
                var (r, s) = (returns[_names[k]], _both[k] ? SectorOf(sectors, k) : 0);
                if (double.IsNaN(r) || double.IsNaN(s))
                    continue;
                ref var p = ref _products[k];
                var (dr, dm, ds) = _both[k]
                    ? (r - _joint[k].Return, market - _joint[k].Market, s - _joint[k].Sector)
                    : (r - _alone[k].Return, market - _alone[k].Market, 0.0);
                p = (p.MM + (dm * dm), p.MS + (dm * ds), p.SS + (ds * ds), p.RM + (dr * dm), p.RS + (dr * ds));
            }
        }

        private (double Market, double Sector) Solve(int k, FactorOptions options)
        {
            var p = _products[k];
            if (_alone[k].Count < options.MinimumObservations || !(p.MM > 0))
                return (double.NaN, double.NaN);
            var determinant = (p.MM * p.SS) - (p.MS * p.MS);
            if (!_both[k] || !(determinant > Collinear * p.MM * p.SS))
                return (Shrunk(p.RM / p.MM, options), double.NaN);
            return (
                Shrunk(((p.SS * p.RM) - (p.MS * p.RS)) / determinant, options),
                Shrunk(((p.MM * p.RS) - (p.MS * p.RM)) / determinant, options));
        }

        private double SectorOf(ReadOnlySpan<double> sectors, int k) => _sectors[k] == CodePanel.None ? double.NaN : sectors[_sectors[k]];

        private static double Shrunk(double slope, FactorOptions options) => ((1 - options.Shrinkage) * slope) + options.Shrinkage;
    }
}
