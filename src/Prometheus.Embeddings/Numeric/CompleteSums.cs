namespace Prometheus.Embeddings.Numeric;

/// <summary>The trailing sums that tiles without a gap share: they depend on the market and the sessions alone.</summary>
/// <param name="First">Session of row 0.</param>
/// <param name="Rows">Rows of the block.</param>
/// <param name="Market">The market's log returns.</param>
/// <param name="Count">Levels of <see cref="SeriesBlock.Count"/>.</param>
/// <param name="MarketSquare">Levels of <see cref="SeriesBlock.MarketSquare"/>.</param>
internal sealed record CompleteSums(int First, int Rows, double[] Market, double[][] Count, double[][] MarketSquare)
{
    public IEnumerable<double[]> Arrays => Count.Concat(MarketSquare);
}
