namespace Prometheus.Embeddings.Numeric;

/// <summary>What a model reads of a day: scale-free numbers, each from rows ≤ t of its block.</summary>
internal abstract class WindowFeatures
{
    /// <summary>Names of the features, in the order in which they are written. They may depend on what the series knows, never on its values.</summary>
    public abstract IReadOnlyList<string> Names(EntitySeries series);

    /// <summary>
    /// Writes every feature from the block's <see cref="SeriesBlock.FeatureRow"/> on, [rows × tile] each. NaN where it is not known, and
    /// everywhere on a row whose return is not observed.
    /// </summary>
    public abstract void Compute(SeriesBlock block, double[][] features);
}
