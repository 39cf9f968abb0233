namespace Prometheus.Encoders.Text;

/// <summary>What a term is made of; the two lowest bits of its hash say so.</summary>
public enum TermKind
{
    /// <summary>A word, or a ticker behind its sign.</summary>
    Word = 0,

    /// <summary>Letters within a word.</summary>
    Characters = 1,

    /// <summary>Two neighbouring words.</summary>
    Pair = 2,
}
