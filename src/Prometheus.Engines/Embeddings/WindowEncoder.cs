using Prometheus.Core.Numerics;

namespace Prometheus.Engines.Embeddings;

/// <summary>Applies one fit to tiles of windows: pooled inputs times projection, made unit length. A worker keeps one.</summary>
internal sealed class WindowEncoder
{
    private const int Tile = SeriesBlock.Tile;

    private readonly NumericFit _fit;
    private readonly WindowTile _tile;
    private readonly int _dimensions;
    private readonly int _padded;
    private readonly double[] _projection;
    private readonly double[] _offset;
    private readonly double[] _inputs;
    private readonly double[] _product;
    private readonly double[] _coverage = new double[Tile];

    public WindowEncoder(NumericModel model, NumericFit fit, NumericOptions options)
    {
        (_fit, _tile, _dimensions) = (fit, new WindowTile(NumericModels.FeaturesOf(model), options), options.Dimensions);
        var (inputs, d) = (fit.Encoder.Inputs, fit.Encoder.Dimensions);
        _padded = TransposeProduct.Padded(options.Dimensions);
        (_projection, _offset) = (new double[inputs * _padded], new double[_padded]);
        (_inputs, _product) = (new double[inputs * Tile], new double[Tile * _padded]);
        for (var i = 0; i < inputs; i++)
        {
            for (var k = 0; k < d; k++)
            {
                _projection[(i * _padded) + k] = fit.Encoder.Projection[(i * d) + k];
                _offset[k] += fit.Encoder.Centre[i] * fit.Encoder.Projection[(i * d) + k];
            }
        }
    }

    /// <summary>Writes the vectors of a tile of entities on the sessions <paramref name="first"/> … <paramref name="end"/> − 1 into the block.</summary>
    public void Encode(EntitySeries series, ReadOnlySpan<int> members, int first, int end, NumericBlock block)
    {
        _tile.Load(series, members, first, end);
        _tile.Pool(_fit.Features, _fit.Centres, _fit.Scales);
        for (var session = first; session < end; session++)
        {
            _tile.Coverage(session, _coverage);
            _tile.Inputs(session, _fit.Features.Count, _inputs);
            TransposeProduct.Compute(_inputs, Tile, _projection, _padded, _fit.Encoder.Inputs, _product);
            for (var c = 0; c < members.Length; c++)
            {
                var cell = ((session - block.First) * block.Entities) + members[c];
                if (double.IsNaN(_coverage[c]))
                    continue;
                block.Coverage[cell] = _coverage[c];
                Write(_product.AsSpan(c * _padded, _padded), block.Vectors.AsSpan(cell * _dimensions, _dimensions));
            }
        }
    }

    private void Write(Span<double> product, Span<float> vector)
    {
        for (var k = 0; k < product.Length; k++)
            product[k] -= _offset[k];
        var length = Math.Sqrt(LaneSum.Dot(product, product));
        var scale = length > 0 ? 1 / length : 0;
        for (var k = 0; k < vector.Length; k++)
            vector[k] = (float)((product[k] * scale) + 0.0);
    }
}
