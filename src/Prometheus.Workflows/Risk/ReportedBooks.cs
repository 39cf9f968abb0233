namespace Prometheus.Workflows.Risk;

/// <summary>What was done for the books of one context.</summary>
/// <param name="Context"><c>live</c> or the run id.</param>
/// <param name="Books">Decision dates in the request.</param>
/// <param name="Created">How many of them had no report before.</param>
/// <param name="Hindsight">How many lie before the last day of the scenario set they were tried on; 0 where there was no set.</param>
public sealed record ReportedBooks(string Context, int Books, int Created, int Hindsight);
