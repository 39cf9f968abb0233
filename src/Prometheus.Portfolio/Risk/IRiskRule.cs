namespace Prometheus.Portfolio.Risk;

/// <summary>
/// One constraint. Applying it may only shrink |w| toward 0, and a book that satisfies it keeps satisfying it when other weights shrink:
/// so one pass through the chain is a projection, and a second pass changes nothing.
/// </summary>
internal interface IRiskRule
{
    /// <summary>Rule id of a row whose weight was reduced.</summary>
    string CappedId { get; }

    /// <summary>Rule id of a row whose weight became 0.</summary>
    string RejectedId { get; }

    /// <param name="context">What is known at the close.</param>
    /// <param name="options">The limits.</param>
    /// <param name="instruments">Columns, ascending.</param>
    /// <param name="weights">Changed in place.</param>
    void Apply(RiskContext context, RiskOptions options, ReadOnlySpan<int> instruments, Span<double> weights);
}
