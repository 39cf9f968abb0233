using Prometheus.Core.Numerics;
using Prometheus.Encoders.Windows;

namespace Prometheus.Embeddings.Numeric;

/// <summary>The features of a tile of entities and, for one fit's scaling, its pooled windows. A worker keeps one and loads it again and again.</summary>
internal sealed class WindowTile(WindowFeatures source, NumericOptions options)
{
    private const int Tile = SeriesBlock.Tile;

    private readonly double[] _counts = new double[Tile];
    private readonly double[] _ages = new double[Tile];
    private double[][] _features = [];
    private DyadicMeans _pool = new(Tile, options.WindowSessions);
    private double[][] _means = [];
    private double[] _known = [];
    private double[] _unknown = [];
    private int _pooled;
    private double[] _coverage = [];
    private IReadOnlyList<string> _names = [];

    public SeriesBlock Block { get; } = new();

    public int Buckets { get; } = DyadicWindow.Buckets(options.WindowSessions);

    /// <summary>Rows of a pooled window: from the first row with features on.</summary>
    private int Rows => Block.Rows - Block.FeatureRow;

    public void Load(EntitySeries series, ReadOnlySpan<int> members, int first, int end)
    {
        Block.Load(series, members, first, end, options.WindowSessions);
        _names = source.Names(series);
        if (_features.Length != _names.Count || _features[0].Length < Block.Cells)
            _features = Arrays(_names.Count, Block.Cells);
        source.Compute(Block, _features);
        LoadCoverage();
    }

    /// <summary>A feature's value on a session; NaN where not known.</summary>
    public double Feature(int feature, int session, int column) => _features[feature][((session - Block.First) * Tile) + column];

    public int Features => _names.Count;

    /// <summary>
    /// Pools the windows with a fit's scaling, as [rows × features × tile] a bucket; a feature that the series does not have is unobserved.
    /// </summary>
    public void Pool(IReadOnlyList<string> features, ReadOnlySpan<double> centres, ReadOnlySpan<double> scales)
    {
        var (cells, from, stride) = (Rows * Tile, Block.FeatureRow * Tile, features.Count * Tile);
        if (_pooled != features.Count)
            (_pooled, _pool) = (features.Count, new DyadicMeans(stride, options.WindowSessions));
        if (_known.Length < cells * features.Count)
            (_means, _known) = (Arrays(Buckets, cells * features.Count), GC.AllocateUninitializedArray<double>(cells * features.Count));
        var complete = _pool.Complete;
        for (var f = 0; f < features.Count; f++)
        {
            var known = Elementwise.Standardise(Values(features[f], f, from, cells), Tile, centres[f], 1 / scales[f], options.Clip, _means[0].AsSpan(f * Tile), stride);

            // What is nowhere known is 0 in every bucket, however it is pooled.
            complete &= known == cells || known == 0;
        }

        if (complete)
        {
            _pool.PoolComplete(cells * features.Count, _means);
            return;
        }

        for (var f = 0; f < features.Count; f++)
            Elementwise.Known(Values(features[f], f, from, cells), Tile, _known.AsSpan(f * Tile), stride);
        _pool.Pool(_means[0].AsSpan(0, cells * features.Count), _known.AsSpan(0, cells * features.Count), _means);
    }

    /// <summary>The pooled windows of a session as parts of [inputs × tile], input = bucket · features + feature.</summary>
    /// <param name="parts">Room for one a bucket.</param>
    /// <returns>Those that begin before the history does left out.</returns>
    public ReadOnlySpan<MatrixPart> Inputs(int session, Span<MatrixPart> parts)
    {
        var count = 0;
        for (; count < Buckets && session - Block.First - Block.FeatureRow - DyadicMeans.Offset(count) is >= 0 and var row; count++)
            parts[count] = new MatrixPart(_means[count], row * _pooled * Tile, count * _pooled, _pooled);
        return parts[..count];
    }

    /// <summary>The same of one entity as a row.</summary>
    public void CopyInputs(int session, int column, Span<double> row)
    {
        row.Clear();
        for (var b = 0; b < Buckets && session - Block.First - Block.FeatureRow - DyadicMeans.Offset(b) is >= 0 and var from; b++)
        {
            var means = _means[b].AsSpan(from * _pooled * Tile, _pooled * Tile);
            for (var f = 0; f < _pooled; f++)
                row[(b * _pooled) + f] = means[(f * Tile) + column];
        }
    }

    /// <summary>Share of the window's returns that are observed, by column; NaN where too few are, or none within the last sessions.</summary>
    public ReadOnlySpan<double> Coverage(int session) => _coverage.AsSpan((session - Block.First) * Tile, Tile);

    /// <summary>Counts returns as windows move on: whole numbers, exact in any order.</summary>
    private void LoadCoverage()
    {
        if (_coverage.Length < Block.Cells)
            _coverage = new double[Block.Cells];
        Array.Clear(_counts);
        Array.Fill(_ages, options.MaximumAge + 1);
        for (var row = 0; row < Block.Rows; row++)
        {
            var (now, left) = (row * Tile, (row - options.WindowSessions) * Tile);
            for (var c = 0; c < Tile; c++)
            {
                var observed = Block.Observed[now + c];
                _counts[c] += observed - (left < 0 ? 0 : Block.Observed[left + c]);
                _ages[c] = observed > 0 ? 0 : _ages[c] + 1;
                var enough = _counts[c] >= options.MinimumReturns && _ages[c] <= options.MaximumAge;
                _coverage[now + c] = enough ? _counts[c] / options.WindowSessions : double.NaN;
            }
        }
    }

    /// <summary>A feature from a cell on; NaN where the series does not have it.</summary>
    private ReadOnlySpan<double> Values(string feature, int near, int from, int cells)
    {
        if (IndexOf(feature, near) is >= 0 and var at)
            return _features[at].AsSpan(from, cells);
        if (_unknown.Length < cells)
            Array.Fill(_unknown = new double[cells], double.NaN);
        return _unknown.AsSpan(0, cells);
    }

    private int IndexOf(string name, int near)
    {
        if (near < _names.Count && string.Equals(_names[near], name, StringComparison.Ordinal))
            return near;
        for (var k = 0; k < _names.Count; k++)
        {
            if (string.Equals(_names[k], name, StringComparison.Ordinal))
                return k;
        }

        return -1;
    }

    private static double[][] Arrays(int count, int cells)
    {
        var arrays = new double[count][];
        for (var k = 0; k < count; k++)
            arrays[k] = GC.AllocateUninitializedArray<double>(cells);
        return arrays;
    }
}
