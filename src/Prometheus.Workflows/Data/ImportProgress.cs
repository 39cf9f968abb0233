namespace Prometheus.Workflows.Data;

/// <summary>How far an import is.</summary>
/// <param name="Step">What is going on, for a person.</param>
/// <param name="Fraction">0 … 1 within the step.</param>
/// <param name="Rows">Rows read so far.</param>
public readonly record struct ImportProgress(string Step, double Fraction, long Rows);
