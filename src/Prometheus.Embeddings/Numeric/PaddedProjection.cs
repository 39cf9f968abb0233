using Prometheus.Core.Numerics;
using Prometheus.Encoders.Projection;

namespace Prometheus.Embeddings.Numeric;

/// <summary>An encoder as a matrix product wants it: z = x·values − offset, columns padded with zeros.</summary>
/// <param name="Values">[inputs × padded].</param>
/// <param name="Offset">[padded] centre · projection.</param>
/// <param name="Inputs">Rows.</param>
/// <param name="Dimensions">Numbers of a vector; components that a fit lacks are 0.</param>
internal sealed record PaddedProjection(double[] Values, double[] Offset, int Inputs, int Dimensions)
{
    public int Padded => Offset.Length;

    public static PaddedProjection Of(WhitenedComponents encoder, int dimensions)
    {
        var (inputs, d, padded) = (encoder.Inputs, encoder.Dimensions, TransposeProduct.Padded(dimensions));
        var (values, offset) = (new double[inputs * padded], new double[padded]);
        for (var i = 0; i < inputs; i++)
        {
            var loadings = encoder.Projection.AsSpan(i * d, d);
            loadings.CopyTo(values.AsSpan(i * padded, d));
            for (var k = 0; k < d; k++)
                offset[k] += encoder.Centre[i] * loadings[k];
        }

        return new PaddedProjection(values, offset, inputs, dimensions);
    }
}
