namespace Prometheus.Sources.Texts;

/// <summary>One filing or transcript of a file.</summary>
/// <param name="DocumentId">Follows from market, source and the source's own id; without one, from whose, kind, day and text.</param>
/// <param name="Name">Issuer id or symbol, as the file spells it.</param>
/// <param name="Type">10-K, 10-Q …; empty for a transcript.</param>
/// <param name="KnownOn">As stated, else the first session after the day.</param>
public sealed record DocumentRecord(string DocumentId, string Name, string Type, DateOnly Date, DateOnly KnownOn, string Source, string Text);
