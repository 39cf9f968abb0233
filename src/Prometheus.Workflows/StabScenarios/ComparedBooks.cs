namespace Prometheus.Workflows.StabScenarios;

/// <summary>What was done for the books of one context.</summary>
/// <param name="Context"><c>live</c> or the run id.</param>
/// <param name="Books">Decision dates in the request.</param>
/// <param name="Compared">How many of them have a name with a STAB vector; the others have no metrics.</param>
/// <param name="Written">Reports that say something new.</param>
/// <param name="Hindsight">How many of the compared lie before the last day of the scenario set.</param>
public sealed record ComparedBooks(string Context, int Books, int Compared, long Written, int Hindsight);
