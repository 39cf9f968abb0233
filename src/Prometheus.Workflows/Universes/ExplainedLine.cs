namespace Prometheus.Workflows.Universes;

/// <summary>One line of the answer to why a name is, or is not, in a universe.</summary>
/// <param name="Part">filter, ingredient or rank.</param>
/// <param name="Item">Which filter, ingredient or fact.</param>
/// <param name="Value">What was observed: a number or a text; null where nothing was.</param>
/// <param name="Z">Standing within the scored candidates of the date.</param>
/// <param name="Weight">Points a standard deviation is worth.</param>
/// <param name="Points">Contribution to the score.</param>
/// <param name="Verdict">passed, FAILED, not reached, or empty.</param>
public sealed record ExplainedLine(
    string Part, string Item, object? Value, double Z = double.NaN, double Weight = double.NaN, double Points = double.NaN, string Verdict = "");
