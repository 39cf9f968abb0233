namespace Prometheus.Embeddings.Numeric;

/// <summary>How a window becomes a vector.</summary>
public enum NumericEncoder
{
    /// <summary>Standardised features, pooled, projected on whitened components, unit length.</summary>
    Components,

    /// <summary>The baseline: log return, z of log volume and close over first close of each session, row after row, padded with 0 to 384. Not of unit length.</summary>
    Flat,
}
