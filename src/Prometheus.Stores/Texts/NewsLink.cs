namespace Prometheus.Stores.Texts;

/// <summary>Whom an article is about.</summary>
public sealed record NewsLink(string IssuerId, string InstrumentId);
