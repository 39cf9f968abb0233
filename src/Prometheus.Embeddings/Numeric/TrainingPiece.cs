using Prometheus.Encoders.Projection;

namespace Prometheus.Embeddings.Numeric;

/// <summary>What the sessions between two fits have to say in all later ones.</summary>
/// <param name="First">First session.</param>
/// <param name="End">The one after the last.</param>
/// <param name="Samples">[features] observed values, from which medians are taken.</param>
internal sealed record TrainingPiece(int First, int End, IReadOnlyList<double>[] Samples)
{
    /// <summary>Of the pooled windows, once they are read.</summary>
    public Moments? Windows { get; init; }

    /// <summary>In whose units the windows were pooled and clipped.</summary>
    public FeatureScaling? Scaling { get; init; }

    /// <summary>The moments in the units of another scaling of the same features.</summary>
    public Moments WindowsIn(FeatureScaling scaling)
    {
        if (ReferenceEquals(scaling, Scaling))
            return Windows!;
        var (factors, shifts) = (new double[Windows!.Columns], new double[Windows.Columns]);
        for (var i = 0; i < factors.Length; i++)
        {
            var f = i % scaling.Scales.Length;
            factors[i] = Scaling!.Scales[f] / scaling.Scales[f];
            shifts[i] = (Scaling.Centres[f] - scaling.Centres[f]) / scaling.Scales[f];
        }

        return Windows.Rescaled(factors, shifts);
    }
}
