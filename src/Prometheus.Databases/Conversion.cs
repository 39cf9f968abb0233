namespace Prometheus.Databases;

/// <summary>
/// Rows that a step has set aside under another name because plain SQL cannot bring them into their new shape. They are converted part by part,
/// each part in a transaction of its own, so that a large store needs no room for both shapes and an interrupted conversion goes on.
/// </summary>
/// <param name="Legacy">The table the step renamed; its name begins with <c>legacy_</c>. All such tables are dropped when nothing is left in any.</param>
/// <param name="ConvertNext">Writes one part in its new shape and deletes it from the legacy table, which has rows.</param>
public sealed record Conversion(string Legacy, Action<DatabaseTransaction> ConvertNext);
