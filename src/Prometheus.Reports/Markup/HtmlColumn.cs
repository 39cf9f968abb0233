namespace Prometheus.Reports.Markup;

/// <summary>A column of an <see cref="HtmlTable"/>.</summary>
/// <param name="Label">Header.</param>
/// <param name="Css">Class of its header and cells: <c>left</c> for words, <c>spare</c> where a phone may do without; numbers stand right.</param>
internal readonly record struct HtmlColumn(string Label, string Css = "");
