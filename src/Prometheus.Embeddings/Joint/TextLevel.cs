namespace Prometheus.Embeddings.Joint;

/// <summary>Whose text speaks for a name.</summary>
public enum TextLevel
{
    Issuer,

    /// <summary>Nothing was written of the issuer: its sector.</summary>
    Sector,

    /// <summary>Nor of its sector: the whole market.</summary>
    Market,
}
