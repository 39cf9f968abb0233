using Prometheus.Core.Statistics;

namespace Prometheus.Opinions.Universes;

/// <summary>
/// Points of the candidates that passed the filters: each ingredient as z within the date, the assessment term shrunk by stability risk.
/// </summary>
internal static class UniverseScoring
{
    /// <summary>Replaces the raw ingredients by their z and fills <see cref="UniverseCandidate.Score"/>.</summary>
    public static void Score(UniverseCandidate[] candidates, UniverseOptions options, bool hasLambda)
    {
        var (assessment, stability, liquidity) = (new double[candidates.Length], new double[candidates.Length], new double[candidates.Length]);
        var lambda = hasLambda ? new double[candidates.Length] : [];
        var lambdaWeight = options.LambdaWeight ?? 0;
        for (var k = 0; k < candidates.Length; k++)
        {
            ref readonly var candidate = ref candidates[k];
            var passed = candidate.Exclusion == UniverseExclusion.None;
            assessment[k] = passed ? candidate.AssessmentZ : double.NaN;
            stability[k] = passed ? candidate.StabilityZ : double.NaN;
            liquidity[k] = passed ? candidate.LiquidityZ : double.NaN;
            if (hasLambda)
                lambda[k] = passed ? candidate.LambdaScore : double.NaN;
        }

        // Over the candidates that passed; NaN stays NaN, a constant ingredient is 0 for all.
        var scratch = new double[candidates.Length];
        CrossSection.WriteZScores(assessment, assessment, scratch);
        CrossSection.WriteZScores(stability, stability, scratch);
        CrossSection.WriteZScores(liquidity, liquidity, scratch);
        if (hasLambda)
            CrossSection.WriteZScores(lambda, lambda, scratch);
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
            var lambdaZ = hasLambda ? lambda[k] : double.NaN;

            // No term at weight 0, so that recording an exposure leaves every bit of the score alone.
            if (lambdaWeight != 0)
                score += lambdaWeight * OrZero(lambdaZ);
            candidates[k] = candidate with
            {
                AssessmentRaw = candidate.AssessmentZ,
                LiquidityRaw = candidate.LiquidityZ,
                AssessmentZ = assessment[k],
                StabilityZ = stability[k],
                LiquidityZ = liquidity[k],
                LambdaZ = lambdaZ,
                Score = score,
            };
        }
    }

    /// <summary>A missing ingredient stands at the mean.</summary>
    private static double OrZero(double z) => double.IsNaN(z) ? 0 : z;
}
