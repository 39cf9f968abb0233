namespace Prometheus.States.Regimes;

/// <summary>How sessions are told apart once they are described.</summary>
public enum RegimeMethod
{
    /// <summary>Prototypes found by k-means++ among the embeddings of the training slice; the default.</summary>
    Prototypes,

    /// <summary>A Gaussian hidden Markov model of daily features; filtered probabilities only.</summary>
    Hmm,
}
