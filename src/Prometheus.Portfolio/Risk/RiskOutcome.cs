namespace Prometheus.Portfolio.Risk;

/// <summary>The weights that may be ordered, and why they differ from those asked for.</summary>
/// <param name="Weights">Along the instruments asked about; no |w| is larger than before, what was taken away is cash.</param>
/// <param name="Actions">By instrument, then by place in the chain; an OK row for every name no rule touched.</param>
public sealed record RiskOutcome(double[] Weights, RiskAction[] Actions);
