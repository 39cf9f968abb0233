namespace Prometheus.Opinions.Lambda;

/// <summary>What forecasts the next session's λ of a cluster. Stored by name in lower snake case.</summary>
public enum LambdaModel
{
    /// <summary>λ stays as it is.</summary>
    Persistence,

    /// <summary>The training mean of the cluster; of all clusters where it was never seen.</summary>
    ClusterMean,

    /// <summary>a + b·λ, pooled over clusters.</summary>
    GlobalAr1,

    /// <summary>All features, linear, pooled.</summary>
    GlobalLinearFull,

    /// <summary>All features and their squares, pooled.</summary>
    GlobalPoly2,

    /// <summary>λ and its means over a week and a month of sessions, pooled (Corsi 2009, in levels).</summary>
    Har,

    /// <summary>All features and the components of the members' vectors, pooled, shrunk by a ridge whose strength the end of the training range chose.</summary>
    GlobalRidge,
}
