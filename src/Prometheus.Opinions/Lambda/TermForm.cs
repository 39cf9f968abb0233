namespace Prometheus.Opinions.Lambda;

/// <summary>How a term uses its feature.</summary>
public enum TermForm
{
    Linear,
    Square,

    /// <summary>1 where the feature is missing, else 0.</summary>
    Missing,
}
