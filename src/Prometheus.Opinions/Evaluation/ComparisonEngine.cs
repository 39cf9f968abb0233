using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;

namespace Prometheus.Opinions.Evaluation;

/// <summary>Holds two scores against each other, over the names and dates that both score: no model gains by leaving out what is hard.</summary>
public static class ComparisonEngine
{
    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members;

    /// <param name="market">Outcomes come from its total returns; they are labels only.</param>
    /// <param name="a">[sessions × instruments]; NaN where there is no score.</param>
    /// <param name="b">The same of the other model.</param>
    /// <param name="horizon">Sessions looked forward.</param>
    /// <param name="minimumNames">Fewer pairs leave a date out.</param>
    /// <exception cref="ModelError">Scores of another market.</exception>
    public static ScoreComparison Compare(Market market, Panel a, Panel b, int horizon, int minimumNames = 5)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        if ((a.Sessions, a.Columns, b.Sessions, b.Columns) != (sessions, columns, sessions, columns))
            throw new ModelError("two scores can be compared on one market only");
        var outcomes = new ForwardReturns(market).Over(horizon);
        var study = new RankStudy(columns);
        var (rowA, rowB) = (new double[columns], new double[columns]);
        var (icA, icB, gap, likeness) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (pairs, judged, hitsA, hitsB) = (0, 0, 0, 0);
        for (var t = 0; t < sessions; t++)
        {
            var here = Pair(a.Row(t), b.Row(t), rowA, rowB);
            pairs += here;
            if (here < minimumNames)
                continue;
            likeness.Add(study.Correlation(rowA, rowB, minimumNames));
            var (ofA, ofB) = (study.Correlation(rowA, outcomes.Row(t), minimumNames), study.Correlation(rowB, outcomes.Row(t), minimumNames));
            if (double.IsNaN(ofA) || double.IsNaN(ofB))
                continue;
            icA.Add(ofA);
            icB.Add(ofB);
            gap.Add(ofA - ofB);
            CountHits(rowA, rowB, outcomes.Row(t), ref judged, ref hitsA, ref hitsB);
        }

        var (_, meanA, tA) = EvaluationEngine.Summarise(icA.ToArray(), horizon);
        var (_, meanB, tB) = EvaluationEngine.Summarise(icB.ToArray(), horizon);
        return new ScoreComparison(
            pairs,
            icA.Count,
            meanA,
            meanB,
            EvaluationEngine.Summarise(gap.ToArray(), horizon).T,
            judged == 0 ? double.NaN : (double)hitsA / judged,
            judged == 0 ? double.NaN : (double)hitsB / judged,
            EvaluationEngine.Summarise(likeness.ToArray(), 1).Mean)
        { RankIcTA = tA, RankIcTB = tB };
    }

    /// <summary>Keeps the names both score; returns how many.</summary>
    private static int Pair(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[] rowA, double[] rowB)
    {
        var count = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var both = !double.IsNaN(a[i]) && !double.IsNaN(b[i]);
            (rowA[i], rowB[i]) = both ? (a[i], b[i]) : (double.NaN, double.NaN);
            count += both ? 1 : 0;
        }

        return count;
    }

    private static void CountHits(double[] a, double[] b, ReadOnlySpan<double> outcomes, ref int judged, ref int hitsA, ref int hitsB)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            if (double.IsNaN(a[i]) || double.IsNaN(outcomes[i]))
                continue;
            sum += outcomes[i];
            count++;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (double.IsNaN(a[i]) || double.IsNaN(outcomes[i]))
                continue;
            var over = outcomes[i] - (sum / count);
            judged++;
            hitsA += a[i] * over > 0 ? 1 : 0;
            hitsB += b[i] * over > 0 ? 1 : 0;
        }
    }
}

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
