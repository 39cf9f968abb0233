namespace Prometheus.Workflows.V0;

/// <summary>A finished step of the flow.</summary>
/// <param name="Name">Of the step.</param>
/// <param name="Outcome">One sentence with the figures that matter.</param>
public sealed record V0Step(string Name, string Outcome);
