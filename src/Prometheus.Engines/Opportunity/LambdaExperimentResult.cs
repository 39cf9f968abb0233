namespace Prometheus.Engines.Opportunity;

/// <summary>What an experiment found.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Fit">The fitted model.</param>
/// <param name="Rows">Panel rows of the test range, ascending.</param>
/// <param name="Predictions">λ̂ of each of them.</param>
/// <param name="Metrics">How good they were.</param>
public sealed record LambdaExperimentResult(
    LambdaExperimentOptions Options, LambdaFit Fit, IReadOnlyList<int> Rows, IReadOnlyList<double> Predictions, LambdaMetrics Metrics);
