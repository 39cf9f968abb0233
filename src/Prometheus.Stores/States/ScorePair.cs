namespace Prometheus.Stores.States;

/// <summary>What two models stored of one name on one date.</summary>
public sealed record ScorePair(DateOnly AsOf, string InstrumentId, double ExpectedReturnA, double ScoreA, double ExpectedReturnB, double ScoreB);
