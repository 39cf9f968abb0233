namespace Prometheus.Encoders.Text;

/// <summary>The terms of a text with their weights.</summary>
/// <param name="Columns">Positions in the vocabulary, ascending.</param>
/// <param name="Weights">Of the columns.</param>
/// <param name="UnseenWords">Words that the vocabulary does not have, ascending.</param>
/// <param name="UnseenWeights">Of the unseen words.</param>
public readonly record struct WeighedTerms(int[] Columns, double[] Weights, ulong[] UnseenWords, double[] UnseenWeights);
