using Prometheus.Core.Statistics;

namespace Prometheus.Engines.Universe;

/// <summary>
/// Points of the candidates that passed the filters: each ingredient as z within the date, the assessment term shrunk by stability risk.
/// </summary>
internal static class UniverseScoring
{
    /// <summary>Replaces the raw ingredients by their z and fills <see cref="UniverseCandidate.Score"/>.</summary>
    public static void Score(UniverseCandidate[] candidates, UniverseOptions options)
    {
        var (assessment, stability, liquidity) = (new double[candidates.Length], new double[candidates.Length], new double[candidates.Length]);
        for (var k = 0; k < candidates.Length; k++)
        {
            ref readonly var candidate = ref candidates[k];
            var passed = candidate.Exclusion == UniverseExclusion.None;
            assessment[k] = passed ? candidate.AssessmentZ : double.NaN;
            stability[k] = passed ? candidate.StabilityZ : double.NaN;
            liquidity[k] = passed ? candidate.LiquidityZ : double.NaN;
        }

        // Over the candidates that passed; NaN stays NaN, a constant ingredient is 0 for all.
        var scratch = new double[candidates.Length];
        CrossSection.WriteZScores(assessment, assessment, scratch);
        CrossSection.WriteZScores(stability, stability, scratch);
        CrossSection.WriteZScores(liquidity, liquidity, scratch);
        for (var k = 0; k < candidates.Length; k++)
        {
            var candidate = candidates[k];
            if (candidate.Exclusion != UniverseExclusion.None)
            {
                candidates[k] = candidate with { AssessmentZ = double.NaN, StabilityZ = double.NaN, LiquidityZ = double.NaN };
                continue;
            }

            var multiplier = Math.Max(0, 1 - (options.StabilityRiskAlpha * candidate.StabilityRisk));
            var score = (options.AssessmentWeight * OrZero(assessment[k]) * multiplier)
                + (options.StabilityWeight * OrZero(stability[k]))
                + (options.LiquidityWeight * OrZero(liquidity[k]));
            candidates[k] = candidate with { AssessmentZ = assessment[k], StabilityZ = stability[k], LiquidityZ = liquidity[k], Score = score };
        }
    }

    /// <summary>A missing ingredient stands at the mean.</summary>
    private static double OrZero(double z) => double.IsNaN(z) ? 0 : z;
}
