using Prometheus.Core.Fundamentals;

namespace Prometheus.States.Fundamentals;

/// <summary>What follows for one period from the statements known on a day. NaN: an ingredient was not reported, or the ratio says nothing.</summary>
/// <param name="PeriodStart">Null where no statement told it.</param>
/// <param name="Roe">Income of a year / equity; NaN where equity is not positive.</param>
/// <param name="Roic">EBIT of a year after a tax of 21 % / (debt + equity); NaN where that is not positive.</param>
/// <param name="GrossMargin">Of revenue; NaN where revenue is not positive, and so the other margins.</param>
/// <param name="Leverage">Liabilities / equity; NaN where equity is not positive.</param>
/// <param name="InterestCoverage">EBIT / interest expense; NaN without a positive expense.</param>
/// <param name="RevenueGrowth">Over the same period a year before.</param>
/// <param name="EpsGrowth">Change over the absolute value a year before.</param>
/// <param name="Metrics">Further ratios that could be told, by name.</param>
public sealed record FundamentalRatios(
    string IssuerId,
    StatementFrequency Frequency,
    DateOnly PeriodEnd,
    DateOnly KnownOn,
    DateOnly? PeriodStart,
    double Roe,
    double Roic,
    double GrossMargin,
    double OperatingMargin,
    double NetMargin,
    double Leverage,
    double InterestCoverage,
    double RevenueGrowth,
    double EpsGrowth,
    IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>Equal where every field and every metric is; NaN equals NaN.</summary>
    public bool Equals(FundamentalRatios? other)
        => other is not null
            && Key == other.Key
            && PeriodStart == other.PeriodStart
            && Values.SequenceEqual(other.Values)
            && Metrics.Count == other.Metrics.Count
            && Metrics.All(m => other.Metrics.TryGetValue(m.Key, out var value) && value == m.Value);

    public override int GetHashCode() => Key.GetHashCode();

    /// <summary>What no two stored rows share.</summary>
    public (string IssuerId, StatementFrequency Frequency, DateOnly PeriodEnd, DateOnly KnownOn) Key => (IssuerId, Frequency, PeriodEnd, KnownOn);

    /// <summary>The nine ratios in the order of the columns.</summary>
    public IReadOnlyList<double> Values => [Roe, Roic, GrossMargin, OperatingMargin, NetMargin, Leverage, InterestCoverage, RevenueGrowth, EpsGrowth];
}
