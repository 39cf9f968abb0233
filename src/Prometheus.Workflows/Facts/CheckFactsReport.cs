namespace Prometheus.Workflows.Facts;

/// <summary>What a check of a market's texts and fundamentals found.</summary>
/// <param name="Tables">Counts and ranges of every table.</param>
/// <param name="Findings">Errors first, each rule once; empty where all is well.</param>
public sealed record CheckFactsReport(IReadOnlyList<FactTableCount> Tables, IReadOnlyList<FactFinding> Findings)
{
    public bool HasErrors => Findings.Any(f => f.IsError);
}
