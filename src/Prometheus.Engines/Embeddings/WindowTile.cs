using Prometheus.Core.Numerics;
using Prometheus.Encoders.Windows;

namespace Prometheus.Engines.Embeddings;

/// <summary>The features of a tile of entities and, for one fit's scaling, its pooled windows. A worker keeps one and loads it again and again.</summary>
internal sealed class WindowTile(WindowFeatures source, NumericOptions options)
{
    private const int Tile = SeriesBlock.Tile;

    private readonly double[] _counts = new double[Tile];
    private readonly double[] _ages = new double[Tile];
    private readonly DyadicMeans _pool = new(Tile, options.WindowSessions);
    private double[][] _features = [];
    private double[][] _means = [];
    private double[] _known = [];
    private double[] _weights = [];
    private double[] _coverage = [];
    private IReadOnlyList<string> _names = [];

    public SeriesBlock Block { get; } = new();

    public int Buckets => _pool.Buckets;

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

    /// <summary>Pools the windows with a fit's scaling; a feature that the series does not have is unobserved.</summary>
    public void Pool(IReadOnlyList<string> features, ReadOnlySpan<double> centres, ReadOnlySpan<double> scales)
    {
        var (cells, from) = (Rows * Tile, Block.FeatureRow * Tile);
        if (_means.Length < Buckets * features.Count || _known.Length < cells)
            (_means, _known, _weights) = (Arrays(Buckets * features.Count, cells), new double[cells], new double[Buckets * features.Count]);
        var means = new double[Buckets][];
        for (var f = 0; f < features.Count; f++)
        {
            for (var b = 0; b < Buckets; b++)
                means[b] = _means[(b * features.Count) + f];
            var at = IndexOf(features[f], f);
            if (at < 0)
            {
                foreach (var bucket in means)
                    Array.Clear(bucket);
                continue;
            }

            var scaled = means[0].AsSpan(0, cells);
            var complete = Elementwise.Standardise(
                _features[at].AsSpan(from, cells), centres[f], 1 / scales[f], options.Clip, scaled, _known.AsSpan(0, cells)) && _pool.Complete;
            if (complete)
                _pool.PoolComplete(cells, means);
            else
                _pool.Pool(scaled, _known.AsSpan(0, cells), means);
            for (var b = 0; b < Buckets; b++)
                _weights[(b * features.Count) + f] = complete ? 1.0 / (1 << b) : 1;
        }
    }

    /// <summary>The pooled windows of a session as [inputs × tile], input = bucket · features + feature.</summary>
    public void Inputs(int session, int features, Span<double> inputs)
    {
        for (var b = 0; b < Buckets; b++)
        {
            var row = session - Block.First - Block.FeatureRow - DyadicMeans.Offset(b);
            for (var f = 0; f < features; f++)
            {
                var k = (b * features) + f;
                var input = inputs.Slice(k * Tile, Tile);
                if (row < 0)
                    input.Clear();
                else
                    Elementwise.Scale(_means[k].AsSpan(row * Tile, Tile), _weights[k], input);
            }
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
