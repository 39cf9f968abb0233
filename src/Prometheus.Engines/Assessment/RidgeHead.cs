using Prometheus.Core.Numerics;

namespace Prometheus.Engines.Assessment;

/// <summary>
/// Ridge regression from running sums: G = Σ w·x·xᵀ, c = Σ w·x·y, so that a training slice that grows reads no earlier row again. Each date is
/// centred and weighs the same, whatever its number of names. β solves (G + λI)·β = c by Cholesky's factors; λ is the member of a fixed grid,
/// in multiples of the mean eigenvalue tr(G)/d, with the least generalised cross-validation error (Golub, Heath and Wahba, 1979), where labels
/// that overlap count once.
/// </summary>
public sealed class RidgeHead
{
    /// <summary>Multiples of the mean eigenvalue.</summary>
    private static readonly double[] Grid = [0.1, 1, 10, 100, 1000];

    private const int BlockRows = 1024;

    private readonly int _dimensions;
    private readonly int _padded;
    private readonly double[] _gram;
    private readonly double[] _block;
    private readonly double[] _product;
    private readonly double[] _moments;
    private double _squares;
    private int _filled;

    public RidgeHead(int dimensions)
    {
        (_dimensions, _padded) = (dimensions, TransposeProduct.Padded(dimensions));
        (_gram, _product, _block) = (new double[_padded * _padded], new double[_padded * _padded], new double[BlockRows * _padded]);
        _moments = new double[dimensions];
    }

    public int Dates { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Adds one date.</summary>
    /// <param name="x">[names × dimensions], row after row, centred.</param>
    /// <param name="y">A centred outcome a name.</param>
    public void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var root = Math.Sqrt(1.0 / y.Length);
        for (var i = 0; i < y.Length; i++)
        {
            if (_filled == BlockRows)
                Flush();
            var row = x.Slice(i * _dimensions, _dimensions);
            var into = _block.AsSpan(_filled++ * _padded, _dimensions);
            for (var k = 0; k < row.Length; k++)
            {
                into[k] = root * row[k];
                _moments[k] += row[k] * y[i] / y.Length;
            }

            _squares += y[i] * y[i] / y.Length;
        }

        Dates++;
        Rows += y.Length;
    }

    /// <summary>The penalty with the least error, and its coefficients; null where nothing varies.</summary>
    /// <param name="overlap">Training dates that one outcome spans, ≥ 1.</param>
    public (double Penalty, double[] Coefficients)? Solve(double overlap)
    {
        Flush();
        var mean = 0.0;
        for (var i = 0; i < _dimensions; i++)
            mean += _gram[(i * _padded) + i] / _dimensions;
        if (!(mean > 0))
            return null;
        var observations = Math.Max(1, Rows / Math.Max(1, overlap));
        (double Error, double Penalty, double[] Coefficients)? best = null;
        foreach (var multiple in Grid)
        {
            var (coefficients, freedom) = Solve(_gram, _padded, _moments, multiple * mean);
            var share = Math.Min(freedom / observations, 1 - 1e-9);
            var error = Residual(coefficients) / ((1 - share) * (1 - share));
            if (best is null || error < best.Value.Error)
                best = (error, multiple, coefficients);
        }

        return (best!.Value.Penalty, best.Value.Coefficients);
    }

    /// <summary>(G + λI)⁻¹·c, and the trace of (G + λI)⁻¹·G.</summary>
    /// <param name="gram">[stride × stride], of which the leading block as long as <paramref name="moments"/> counts.</param>
    public static (double[] Coefficients, double Freedom) Solve(double[] gram, int stride, double[] moments, double penalty)
    {
        var n = moments.Length;
        var lower = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            var own = lower.AsSpan(i * n, n);
            for (var j = 0; j < i; j++)
                own[j] = (gram[(i * stride) + j] - LaneSum.Dot(own[..j], lower.AsSpan(j * n, j))) / lower[(j * n) + j];
            own[i] = Math.Sqrt(gram[(i * stride) + i] + penalty - LaneSum.Dot(own[..i], own[..i]));
        }

        var solution = new double[n];
        for (var i = 0; i < n; i++)
            solution[i] = (moments[i] - LaneSum.Dot(lower.AsSpan(i * n, i), solution.AsSpan(0, i))) / lower[(i * n) + i];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
                solution[i] -= lower[(j * n) + i] * solution[j];
            solution[i] /= lower[(i * n) + i];
        }

        // tr((G + λI)⁻¹G) = n − λ·tr((G + λI)⁻¹), and the trace of the inverse is the squared length of the inverse factor.
        return (solution, n - (penalty * InverseSquares(lower, n)));
    }

    private static double InverseSquares(double[] lower, int n)
    {
        // Row j of the transposed inverse factor: its entries from j on.
        var (squares, column) = (0.0, new double[n]);
        for (var j = 0; j < n; j++)
        {
            column[j] = 1 / lower[(j * n) + j];
            for (var i = j + 1; i < n; i++)
                column[i] = -LaneSum.Dot(lower.AsSpan((i * n) + j, i - j), column.AsSpan(j, i - j)) / lower[(i * n) + i];
            squares += LaneSum.Dot(column.AsSpan(j, n - j), column.AsSpan(j, n - j));
        }

        return squares;
    }

    /// <summary>Σ w·(y − xβ)² a date.</summary>
    private double Residual(double[] coefficients)
    {
        var (explained, fitted) = (0.0, 0.0);
        for (var i = 0; i < _dimensions; i++)
        {
            explained += coefficients[i] * _moments[i];
            fitted += coefficients[i] * LaneSum.Dot(_gram.AsSpan(i * _padded, _dimensions), coefficients);
        }

        return Math.Max(0, _squares - (2 * explained) + fitted) / Math.Max(1, Dates);
    }

    private void Flush()
    {
        if (_filled == 0)
            return;
        TransposeProduct.Compute(_block, _padded, _block, _padded, _filled, _product, symmetric: true);
        for (var k = 0; k < _gram.Length; k++)
            _gram[k] += _product[k];
        _filled = 0;
    }
}
