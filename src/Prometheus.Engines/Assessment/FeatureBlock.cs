using System.Numerics;
using System.Runtime.CompilerServices;
using Prometheus.Core.Markets;

namespace Prometheus.Engines.Assessment;

/// <summary>
/// Eight neighbouring instruments, copied side by side, and their features at every row. Instruments are the lanes of a vector; sums of a
/// window run in time order within a lane and start afresh for every row, so the bits do not depend on the vector width.
/// </summary>
internal sealed class FeatureBlock
{
    public const int Width = 8;

    private const int VolatilityWindow = 63;
    private const int MinimumReturns = 55;
    private const int HighWindow = 252;
    private const int MinimumHighObservations = 200;

    /// <summary>A close serves as the level of a later session for at most this many sessions without a bar.</summary>
    private const int MaximumAge = 5;

    private readonly int _sessions;
    private readonly double[] _market;
    private readonly double[] _level;
    private readonly double[] _observed;
    private readonly double[] _simple;
    private readonly double[] _highBefore;
    private readonly double[] _highAfter;
    private readonly double[][] _features;

    public FeatureBlock(int sessions, double[] market)
    {
        _sessions = sessions;
        _market = market;
        _level = new double[sessions * Width];
        _observed = new double[sessions * Width];
        _simple = new double[sessions * Width];
        _highBefore = new double[sessions * Width];
        _highAfter = new double[sessions * Width];
        _features = Enumerable.Range(0, 5).Select(_ => new double[sessions * Width]).ToArray();
    }

    public void Load(TotalReturns returns, int firstColumn, int width)
    {
        _observed.AsSpan().Fill(double.NaN);
        _simple.AsSpan().Fill(double.NaN);
        for (var t = 0; t < _sessions; t++)
        {
            returns.LogIndex.Row(t).Slice(firstColumn, width).CopyTo(_observed.AsSpan(t * Width));
            returns.Simple.Row(t).Slice(firstColumn, width).CopyTo(_simple.AsSpan(t * Width));
        }

        CarryLevels();
    }

    public void Compute()
    {
        Lagged(_features[0], 0, 5);
        Lagged(_features[1], 0, 21);
        Lagged(_features[2], 21, 252);
        HighCloseness(_features[3]);
        for (var t = 0; t < _sessions; t++)
            IdiosyncraticVolatility(t, _features[4].AsSpan(t * Width, Width));
    }

    public void Store(int feature, double[] panel, int columns, int firstColumn, int width)
    {
        for (var t = 0; t < _sessions; t++)
            _features[feature].AsSpan(t * Width, width).CopyTo(panel.AsSpan((t * columns) + firstColumn));
    }

    private void CarryLevels()
    {
        Span<int> age = stackalloc int[Width];
        for (var t = 0; t < _sessions; t++)
        {
            for (var lane = 0; lane < Width; lane++)
            {
                var cell = (t * Width) + lane;
                age[lane] = double.IsNaN(_observed[cell]) ? age[lane] + 1 : 0;
                _level[cell] = age[lane] == 0 ? _observed[cell] : t > 0 && age[lane] <= MaximumAge ? _level[cell - Width] : double.NaN;
            }
        }
    }

    private void Lagged(double[] feature, int recent, int distant)
    {
        feature.AsSpan(0, Math.Min(distant, _sessions) * Width).Fill(double.NaN);
        for (var cell = distant * Width; cell < _sessions * Width; cell++)
            feature[cell] = _level[cell - (recent * Width)] - _level[cell - (distant * Width)];
    }

    /// <summary>
    /// The maximum of every trailing window from running maxima within chunks of the window's length, forwards and backwards
    /// (van Herk, 1992): exact, because a maximum does not drift.
    /// </summary>
    private void HighCloseness(double[] feature)
    {
        Span<int> count = stackalloc int[Width];
        for (var cell = 0; cell < _sessions * Width; cell++)
        {
            var value = double.IsNaN(_observed[cell]) ? double.NegativeInfinity : _observed[cell];
            _highBefore[cell] = cell / Width % HighWindow == 0 ? value : Math.Max(value, _highBefore[cell - Width]);
        }

        for (var cell = (_sessions * Width) - 1; cell >= 0; cell--)
        {
            var value = double.IsNaN(_observed[cell]) ? double.NegativeInfinity : _observed[cell];
            var row = cell / Width;
            _highAfter[cell] = row == _sessions - 1 || row % HighWindow == HighWindow - 1 ? value : Math.Max(value, _highAfter[cell + Width]);
        }

        for (var cell = 0; cell < _sessions * Width; cell++)
        {
            var (lane, row) = (cell % Width, cell / Width);
            count[lane] += double.IsNaN(_observed[cell]) ? 0 : 1;
            if (row >= HighWindow)
                count[lane] -= double.IsNaN(_observed[cell - (HighWindow * Width)]) ? 0 : 1;
            // The first chunk's backward maxima reach past the row, so its own rows look at the forward ones alone.
            var start = row - HighWindow + 1;
            var high = start <= 0 ? _highBefore[cell] : Math.Max(_highBefore[cell], _highAfter[(start * Width) + lane]);
            feature[cell] = count[lane] >= MinimumHighObservations ? _level[cell] - high : double.NaN;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void IdiosyncraticVolatility(int t, Span<double> output)
    {
        var from = Math.Max(0, t - VolatilityWindow + 1);
        var rows = _simple.AsSpan(from * Width, (t - from + 1) * Width);
        var market = _market.AsSpan(from, t - from + 1);
        var lane = 0;
        for (; lane <= Width - Vector<double>.Count; lane += Vector<double>.Count)
        {
            var (count, variance) = ResidualVariance(rows, market, lane);
            for (var k = 0; k < Vector<double>.Count; k++)
                output[lane + k] = count[k] >= MinimumReturns ? Math.Sqrt(Math.Max(0, variance[k])) : double.NaN;
        }

        for (; lane < Width; lane++)
        {
            var (count, variance) = ResidualVarianceOfLane(rows, market, lane);
            output[lane] = count >= MinimumReturns ? Math.Sqrt(Math.Max(0, variance)) : double.NaN;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector<double> Count, Vector<double> Variance) ResidualVariance(ReadOnlySpan<double> rows, ReadOnlySpan<double> market, int lane)
    {
        var (zero, one) = (Vector<double>.Zero, Vector<double>.One);
        var (count, sum, marketSum) = (zero, zero, zero);
        for (int r = lane, k = 0; k < market.Length; r += Width, k++)
        {
            var x = new Vector<double>(rows[r..]);
            var observed = Vector.Equals(x, x);
            sum += Vector.ConditionalSelect(observed, x, zero);
            marketSum += Vector.ConditionalSelect(observed, new Vector<double>(market[k]), zero);
            count += Vector.ConditionalSelect(observed, one, zero);
        }

        var (mean, marketMean) = (sum / count, marketSum / count);
        var (own, cross, common) = (zero, zero, zero);
        for (int r = lane, k = 0; k < market.Length; r += Width, k++)
        {
            var x = new Vector<double>(rows[r..]);
            var observed = Vector.Equals(x, x);
            var dx = Vector.ConditionalSelect(observed, x - mean, zero);
            var dm = Vector.ConditionalSelect(observed, new Vector<double>(market[k]) - marketMean, zero);
            own += dx * dx;
            cross += dx * dm;
            common += dm * dm;
        }

        return (count, (own - (cross * cross / common)) / (count - (one + one)));
    }

    private static (double Count, double Variance) ResidualVarianceOfLane(ReadOnlySpan<double> rows, ReadOnlySpan<double> market, int lane)
    {
        var (count, sum, marketSum) = (0.0, 0.0, 0.0);
        for (int r = lane, k = 0; k < market.Length; r += Width, k++)
        {
            if (double.IsNaN(rows[r]))
                continue;
            sum += rows[r];
            marketSum += market[k];
            count += 1;
        }

        var (mean, marketMean) = (sum / count, marketSum / count);
        var (own, cross, common) = (0.0, 0.0, 0.0);
        for (int r = lane, k = 0; k < market.Length; r += Width, k++)
        {
            if (double.IsNaN(rows[r]))
                continue;
            var (dx, dm) = (rows[r] - mean, market[k] - marketMean);
            own += dx * dx;
            cross += dx * dm;
            common += dm * dm;
        }

        return (count, (own - (cross * cross / common)) / (count - 2));
    }
}
