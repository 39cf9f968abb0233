namespace Prometheus.Opinions.Lambda;

/// <summary>What a model said about one cluster at the close of one session.</summary>
/// <param name="AsOf">The session whose rows the prediction was made from; it speaks about the next one.</param>
/// <param name="MarketId">Market of the cluster.</param>
/// <param name="Sector">Sector name, or UNKNOWN.</param>
/// <param name="SoftTargetClass">Stored name of the class, or UNKNOWN.</param>
/// <param name="Value">The score; never NaN.</param>
/// <param name="AvailableAt">The first date on whose close it may be used.</param>
/// <param name="TrainStart">First date of the rows the model was fitted on; null where nothing was fitted or nobody says.</param>
/// <param name="TrainEnd">Last date of those rows.</param>
public sealed record LambdaPrediction(
    DateOnly AsOf,
    string MarketId,
    string Sector,
    string SoftTargetClass,
    double Value,
    DateOnly AvailableAt,
    DateOnly? TrainStart = null,
    DateOnly? TrainEnd = null);
