namespace Prometheus.Encoders.Search;

/// <summary>A row found by a search.</summary>
/// <param name="Row">Of the searched block.</param>
/// <param name="Cosine">To the query, −1 … 1; 0 where a vector has no length.</param>
/// <param name="Distance">Euclidean, to the query.</param>
public readonly record struct Match(int Row, double Cosine, double Distance);
