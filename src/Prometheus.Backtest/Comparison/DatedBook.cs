namespace Prometheus.Backtest.Comparison;

/// <summary>The targets of one decision.</summary>
/// <param name="Date">Session of the decision.</param>
/// <param name="Weights">Fraction of equity by instrument id.</param>
public sealed record DatedBook(DateOnly Date, IReadOnlyDictionary<string, double> Weights);
