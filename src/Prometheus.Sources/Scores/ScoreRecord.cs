namespace Prometheus.Sources.Scores;

/// <summary>One usable row of a file of scores.</summary>
public sealed record ScoreRecord(string InstrumentId, DateOnly AsOf, DateOnly KnownOn, double Score);
