using Prometheus.Core.Numerics;
using Prometheus.Encoders.Windows;

namespace Prometheus.Engines.Embeddings;

/// <summary>The features of a tile of entities and, for one fit's scaling, its pooled windows. A worker keeps one and loads it again and again.</summary>
internal sealed class WindowTile(WindowFeatures source, NumericOptions options)
{
    private const int Tile = SeriesBlock.Tile;

    private readonly DyadicMeans _pool = new(Tile, options.WindowSessions);
    private double[][] _features = [];
    private double[][] _means = [];
    private double[] _scaled = [];
    private double[] _known = [];
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
    }

    /// <summary>A feature's value on a session; NaN where not known.</summary>
    public double Feature(int feature, int session, int column) => _features[feature][((session - Block.First) * Tile) + column];

    public int Features => _names.Count;

    /// <summary>Pools the windows with a fit's scaling; a feature that the series does not have is unobserved.</summary>
    public void Pool(IReadOnlyList<string> features, ReadOnlySpan<double> centres, ReadOnlySpan<double> scales)
    {
        var (cells, from) = (Rows * Tile, Block.FeatureRow * Tile);
        if (_means.Length < Buckets * features.Count || _scaled.Length < cells)
        {
            _means = Arrays(Buckets * features.Count, cells);
            (_scaled, _known) = (new double[cells], new double[cells]);
        }

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

            var complete = Elementwise.Standardise(
                _features[at].AsSpan(from, cells), centres[f], 1 / scales[f], options.Clip, _scaled.AsSpan(0, cells), _known.AsSpan(0, cells));
            if (!complete || !_pool.PoolComplete(_scaled.AsSpan(0, cells), means))
                _pool.Pool(_scaled.AsSpan(0, cells), _known.AsSpan(0, cells), means);
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
                var input = inputs.Slice(((b * features) + f) * Tile, Tile);
                if (row < 0)
                    input.Clear();
                else
                    _means[(b * features) + f].AsSpan(row * Tile, Tile).CopyTo(input);
            }
        }
    }

    /// <summary>Share of the window's returns that are observed, by column; NaN where too few are, or none within the last sessions.</summary>
    public void Coverage(int session, Span<double> coverage)
    {
        var row = session - Block.First;
        for (var c = 0; c < Tile; c++)
        {
            var observed = 0;
            for (var t = Math.Max(0, row - options.WindowSessions + 1); t <= row; t++)
                observed += (int)Block.Observed[(t * Tile) + c];
            coverage[c] = observed >= options.MinimumReturns && Age(row, c) <= options.MaximumAge ? (double)observed / options.WindowSessions : double.NaN;
        }
    }

    private int Age(int row, int column)
    {
        var age = 0;
        while (age <= options.MaximumAge && (row - age < 0 || Block.Observed[((row - age) * Tile) + column] == 0))
            age++;
        return age;
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
            arrays[k] = new double[cells];
        return arrays;
    }
}
