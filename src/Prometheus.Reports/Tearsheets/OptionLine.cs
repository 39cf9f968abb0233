namespace Prometheus.Reports.Tearsheets;

/// <summary>One option of the run by its dotted path.</summary>
/// <param name="Path">Such as <c>portfolio.name_cap</c>.</param>
/// <param name="Value">As in the canonical JSON of the options.</param>
/// <param name="Default">The default's text where the value differs from it, else null.</param>
public sealed record OptionLine(string Path, string Value, string? Default);
