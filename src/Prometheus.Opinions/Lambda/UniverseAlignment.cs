using System.Runtime.InteropServices;
using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;

namespace Prometheus.Opinions.Lambda;

/// <summary>Does a universe sit where λ̂ is high, and where λ turned out high? (Sheet B §6.3.)</summary>
public static class UniverseAlignment
{
    /// <summary>
    /// Levels of λ̂ among members, others and tiers; their difference and correlation with membership; and the mean over dates of members less
    /// others, in λ̂, in λ and in the λ that came.
    /// </summary>
    public static IReadOnlyList<AlignmentMeasure> Measure(IReadOnlyList<AlignedCandidate> candidates)
    {
        var included = Level("lambda_hat_included", candidates.Where(c => c.Included));
        var excluded = Level("lambda_hat_excluded", candidates.Where(c => !c.Included));
        var correlation = Correlation.Pearson(
            candidates.Select(c => c.Included ? 1.0 : 0).ToArray(), candidates.Select(c => c.Predicted).ToArray());
        var dates = candidates.GroupBy(c => c.AsOf).OrderBy(g => g.Key).Select(g => g.ToArray()).ToArray();
        return
        [
            included,
            excluded,
            new AlignmentMeasure("lambda_hat_difference", candidates.Count, included.Mean - excluded.Mean, double.NaN, double.NaN),
            new AlignmentMeasure("included_lambda_hat_corr", candidates.Count, correlation, double.NaN, double.NaN),
            Uplift("lambda_hat_uplift", dates, c => c.Predicted),
            Uplift("lambda_value_uplift", dates, c => c.Lambda),
            Uplift("lambda_next_uplift", dates, c => c.Next),
            .. candidates.GroupBy(c => c.Tier, StringComparer.Ordinal).Select(g => Level($"lambda_hat_tier_{g.Key}", g))
                .OrderByDescending(m => m.Mean).ThenBy(m => m.Measure, StringComparer.Ordinal),
        ];
    }

    private static AlignmentMeasure Level(string name, IEnumerable<AlignedCandidate> candidates)
    {
        var values = candidates.Select(c => c.Predicted).ToArray();
        return new AlignmentMeasure(name, values.Length, LaneStatistics.Mean(values), LaneStatistics.StandardDeviation(values), double.NaN);
    }

    private static AlignmentMeasure Uplift(string name, AlignedCandidate[][] dates, Func<AlignedCandidate, double> value)
    {
        var uplifts = dates
            .Select(d => LaneStatistics.Mean(Values(d, included: true)) - LaneStatistics.Mean(Values(d, included: false)))
            .Where(u => !double.IsNaN(u)).ToArray();
        var deviation = LaneStatistics.StandardDeviation(uplifts);
        return new AlignmentMeasure(name, uplifts.Length, LaneStatistics.Mean(uplifts), deviation, deviation / Math.Sqrt(uplifts.Length));

        double[] Values(AlignedCandidate[] date, bool included)
            => date.Where(c => c.Included == included).Select(value).Where(v => !double.IsNaN(v)).ToArray();
    }
}

/// <summary>A candidate of a universe with the λ of the cluster it stood in.</summary>
/// <param name="AsOf">Date of the snapshot.</param>
/// <param name="Tier">CORE, SATELLITE, EXCLUDED.</param>
/// <param name="Included">Member or not.</param>
/// <param name="Lambda">λ of the date.</param>
/// <param name="Next">λ of the session after; NaN where it is not known.</param>
/// <param name="Predicted">λ̂.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AlignedCandidate(DateOnly AsOf, string Tier, bool Included, double Lambda, double Next, double Predicted);

/// <summary>One number about a universe and λ̂.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Count">Candidates, or dates of an uplift.</param>
/// <param name="Mean">Mean, difference or correlation.</param>
/// <param name="Deviation">Sample standard deviation; NaN where it means nothing.</param>
/// <param name="StandardError">Of an uplift, as if dates were independent; NaN elsewhere.</param>
public sealed record AlignmentMeasure(string Measure, int Count, double Mean, double Deviation, double StandardError);
