namespace Prometheus.Workflows.Data;

/// <summary>
/// Two sources of one instrument, compared by total return between consecutive sessions that both have, so that their price bases do not matter.
/// </summary>
/// <param name="CommonSessions">Sessions with a bar in both.</param>
/// <param name="OnlyStored">Bars within the common span that only the store has.</param>
/// <param name="OnlyOther">Bars within the common span that only the second source has.</param>
/// <param name="MedianDifferenceBps">Median absolute difference of returns, in basis points; NaN without two common sessions.</param>
/// <param name="DifferentSessions">Returns that differ by more than <see cref="ToleranceBps"/>.</param>
/// <param name="WorstDate">Where they differ most; null without two common sessions.</param>
/// <param name="WorstStored">Simple return there, as stored.</param>
/// <param name="WorstOther">Simple return there, in the second source.</param>
public sealed record SourceComparison(
    string InstrumentId,
    string StoredSource,
    string OtherSource,
    int CommonSessions,
    int OnlyStored,
    int OnlyOther,
    double MedianDifferenceBps,
    int DifferentSessions,
    DateOnly? WorstDate,
    double WorstStored,
    double WorstOther)
{
    public const double ToleranceBps = 50;
}
