namespace Prometheus.Opinions.Evaluation;

/// <summary>What a score said about returns over one horizon. NaN where no session counts.</summary>
/// <param name="Horizon">Sessions looked forward.</param>
/// <param name="Sessions">Sessions that count.</param>
/// <param name="LeftOut">Sessions with enough scores whose forward window ends after the last session.</param>
/// <param name="MeanIc">Mean rank correlation of score and forward return.</param>
/// <param name="IcDeviation">Its standard deviation over sessions.</param>
/// <param name="IcT">t-statistic of the mean, Newey–West with at least horizon − 1 lags.</param>
/// <param name="PositiveShare">Share of sessions with a positive correlation.</param>
/// <param name="BucketReturns">Mean return of each bucket over that of all scored names, a year; lowest scores first.</param>
/// <param name="Spread">Highest minus lowest bucket, a year.</param>
/// <param name="SpreadT">Its t-statistic, as for the correlation.</param>
/// <param name="Ic">Rank correlation of every session of the range; NaN where it does not count.</param>
/// <param name="SpreadSeries">Highest minus lowest bucket over the horizon, of every session of the range.</param>
public sealed record HorizonEvaluation(
    int Horizon,
    int Sessions,
    int LeftOut,
    double MeanIc,
    double IcDeviation,
    double IcT,
    double PositiveShare,
    IReadOnlyList<double> BucketReturns,
    double Spread,
    double SpreadT,
    IReadOnlyList<double> Ic,
    IReadOnlyList<double> SpreadSeries);
