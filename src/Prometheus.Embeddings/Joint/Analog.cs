namespace Prometheus.Embeddings.Joint;

/// <summary>An earlier session that resembles a query.</summary>
/// <param name="AsOf">The session.</param>
/// <param name="Cosine">To the query.</param>
/// <param name="Distance">Euclidean, to the query.</param>
/// <param name="Outcomes">What followed, by horizon.</param>
public sealed record Analog(DateOnly AsOf, double Cosine, double Distance, IReadOnlyList<AnalogOutcome> Outcomes);
