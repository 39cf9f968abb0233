namespace Prometheus.Opinions.Evaluation;

/// <summary>Two scores of the same names and dates, judged by the same outcomes. NaN where too little is known.</summary>
/// <param name="Pairs">Names and dates that both score.</param>
/// <param name="Dates">Dates with enough pairs and a complete outcome.</param>
/// <param name="RankIcA">Mean rank correlation with what came after.</param>
/// <param name="RankIcB">The same of the other.</param>
/// <param name="DifferenceT">Newey–West t of the mean of A − B, date by date.</param>
/// <param name="HitRateA">Share of pairs whose sign was that of the return over the date's mean.</param>
/// <param name="HitRateB">The same of the other.</param>
/// <param name="RankCorrelation">Mean rank correlation of the two scores.</param>
public sealed record ScoreComparison(
    int Pairs, int Dates, double RankIcA, double RankIcB, double DifferenceT, double HitRateA, double HitRateB, double RankCorrelation)
{
    /// <summary>Newey–West t of each mean on its own.</summary>
    public double RankIcTA { get; init; } = double.NaN;

    public double RankIcTB { get; init; } = double.NaN;

    public double Difference => RankIcA - RankIcB;
}
