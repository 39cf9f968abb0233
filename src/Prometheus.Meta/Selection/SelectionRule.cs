namespace Prometheus.Meta.Selection;

/// <summary>What makes a sleeve the better one. Stored by name in upper snake case.</summary>
public enum SelectionRule
{
    /// <summary>The highest Sharpe ratio, then return.</summary>
    Sharpe,

    /// <summary>The largest gain on days of high λ over days of low λ, then Sharpe ratio, then return.</summary>
    LambdaUplift,

    /// <summary>The smallest difference between them either way, then Sharpe ratio, then return, among sleeves that earn something.</summary>
    LambdaRobust,

    /// <summary>
    /// The sleeves whose books came closest to the scenarios they were compared with: the highest mean cosine of the closest one, then Sharpe
    /// ratio, then return.
    /// </summary>
    StabExposed,

    /// <summary>
    /// The sleeves whose books kept farthest from them on their worst day: the smallest largest cosine, then Sharpe ratio, then return, among
    /// sleeves that earn something.
    /// </summary>
    StabRobust,
}
