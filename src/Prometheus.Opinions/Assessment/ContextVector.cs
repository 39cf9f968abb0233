namespace Prometheus.Opinions.Assessment;

/// <summary>What was known of a name on a date, as a vector of a joint space.</summary>
/// <param name="InstrumentId">Whose; a name the market does not have is passed over.</param>
/// <param name="AsOf">Session from whose close on it may be used.</param>
/// <param name="Values">As wide as the space; absent branches are zero.</param>
/// <param name="Coverage">Weight of the branches that are present, 0 … 1.</param>
public sealed record ContextVector(string InstrumentId, DateOnly AsOf, float[] Values, double Coverage);
