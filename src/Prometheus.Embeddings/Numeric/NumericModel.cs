namespace Prometheus.Embeddings.Numeric;

/// <summary>The five numeric encoders, each with features of its own.</summary>
public enum NumericModel
{
    /// <summary>The market's state and how a name stands in it.</summary>
    Regime,

    /// <summary>How a name's own path breaks and mends. Returns only.</summary>
    Stability,

    /// <summary>What a name is: slow behaviour, and which sectors it moves with.</summary>
    Profile,

    /// <summary>What happened in the window, as a scenario is described. Returns only.</summary>
    Scenario,

    /// <summary>The name, or a weighted set of names, as a book.</summary>
    Portfolio,
}
