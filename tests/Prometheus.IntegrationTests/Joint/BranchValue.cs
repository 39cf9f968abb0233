using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;
using Prometheus.Embeddings.Joint;
using Prometheus.Encoders.Joint;

namespace Prometheus.IntegrationTests.Joint;

/// <summary>What one branch of a space is worth, over rows that have all branches.</summary>
/// <param name="Branch">Its name.</param>
/// <param name="Weight">w, of 1.</param>
/// <param name="Share">cov(w·cos_branch, cosine) / var(cosine) over pairs of rows; the shares of all branches add to 1.</param>
/// <param name="Spread">Standard deviation of the branch's own cosine over pairs of rows.</param>
/// <param name="RankCorrelation">
/// Of the cosine with the cosine without the branch, over the rows a row is compared with, mean over rows: 1 where the branch changes no ranking.
/// </param>
/// <param name="KeptNeighbours">Share of a row's ten nearest that are so without the branch, mean over rows.</param>
internal sealed record BranchValue(string Branch, double Weight, double Share, double Spread, double RankCorrelation, double KeptNeighbours)
{
    private const int Pairs = 20_000;
    private const int Queries = 150;
    private const int Candidates = 400;
    private const int Nearest = 10;

    /// <param name="space">Of the rows.</param>
    /// <param name="rows">With all branches.</param>
    /// <param name="areCompared">Whether one row is a candidate for another.</param>
    public static IReadOnlyList<BranchValue> Of(JointSpace space, IReadOnlyList<JointVector> rows, Func<JointVector, JointVector, bool> areCompared)
    {
        var concatenation = space.Concatenation();
        var stream = new RandomStream("joint value", space.JointType);
        var cosines = Enumerable.Range(0, Pairs).Select(_ => (One: stream.NextInt(rows.Count), Other: stream.NextInt(rows.Count))).Where(p => p.One != p.Other)
            .Select(p => Compare(concatenation, rows[p.One], rows[p.Other])).ToArray();
        var rankings = Enumerable.Range(0, Queries).Select(_ => rows[stream.NextInt(rows.Count)])
            .Select(query => rows.Where(r => r != query && areCompared(query, r)).Take(Candidates).Select(r => Compare(concatenation, query, r)).ToArray())
            .Where(candidates => candidates.Length >= 2 * Nearest).ToArray();
        return [.. concatenation.Branches.Select((branch, b) => Of(branch, b, cosines, rankings))];
    }

    private static BranchValue Of(WeightedBranch branch, int place, BranchComparison[] pairs, BranchComparison[][] rankings)
    {
        double[] whole = [.. pairs.Select(p => p.Cosine)];
        double[] part = [.. pairs.Select(p => branch.Weight * p.Branches[place])];
        var without = rankings.Select(r => (With: r.Select(c => c.Cosine).ToArray(), Without: r.Select(c => c.Cosine - (branch.Weight * c.Branches[place])).ToArray())).ToArray();
        return new BranchValue(
            branch.Name,
            branch.Weight,
            Covariance(part, whole) / Covariance(whole, whole),
            Math.Sqrt(Covariance(part, part)) / branch.Weight,
            without.Average(r => Correlation.Spearman(r.With, r.Without)),
            without.Average(r => (double)Top(r.With).Intersect(Top(r.Without)).Count() / Nearest));
    }

    private static BranchComparison Compare(BranchConcatenation concatenation, JointVector one, JointVector other)
        => concatenation.Compare(one.Vector, one.BranchMask, other.Vector, other.BranchMask);

    private static IEnumerable<int> Top(double[] values) => Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).ThenBy(i => i).Take(Nearest);

    private static double Covariance(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y).Average(p => (p.First - meanX) * (p.Second - meanY));
    }
}
