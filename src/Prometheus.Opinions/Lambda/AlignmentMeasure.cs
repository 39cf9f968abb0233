namespace Prometheus.Opinions.Lambda;

/// <summary>One number about a universe and λ̂.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Count">Candidates, or dates of an uplift.</param>
/// <param name="Mean">Mean, difference or correlation.</param>
/// <param name="Deviation">Sample standard deviation; NaN where it means nothing.</param>
/// <param name="StandardError">Of an uplift, as if dates were independent; NaN elsewhere.</param>
public sealed record AlignmentMeasure(string Measure, int Count, double Mean, double Deviation, double StandardError);
