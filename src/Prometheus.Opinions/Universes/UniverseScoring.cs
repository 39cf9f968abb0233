using System.Runtime.InteropServices;
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

            var scored = candidate with
            {
                AssessmentRaw = candidate.AssessmentZ,
                LiquidityRaw = candidate.LiquidityZ,
                AssessmentZ = assessment[k],
                StabilityZ = stability[k],
                LiquidityZ = liquidity[k],
                LambdaZ = hasLambda ? lambda[k] : double.NaN,
            };
            candidates[k] = scored with { Score = UniversePoints.Of(scored, options).Total };
        }
    }
}

/// <summary>What each ingredient adds to a score: weight · z, the assessment shrunk by stability risk. NaN where the ingredient is not observed.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UniversePoints(double Assessment, double Stability, double Liquidity, double Lambda)
{
    /// <summary>The score; a missing ingredient stands at the mean and adds 0.</summary>
    public double Total
    {
        get
        {
            var total = OrZero(Assessment) + OrZero(Stability) + OrZero(Liquidity);

            // No term without points, so that recording an exposure leaves every bit of the score alone.
            return double.IsNaN(Lambda) || Lambda == 0 ? total : total + Lambda;
        }
    }

    /// <summary>Of a candidate with its z; the order of the operations is that of the stored view, bit for bit.</summary>
    public static UniversePoints Of(in UniverseCandidate candidate, UniverseOptions options)
    {
        var multiplier = Math.Max(0, 1 - (options.StabilityRiskAlpha * candidate.StabilityRisk));
        return new UniversePoints(
            options.AssessmentWeight * candidate.AssessmentZ * multiplier,
            options.StabilityWeight * candidate.StabilityZ,
            options.LiquidityWeight * candidate.LiquidityZ,
            (options.LambdaWeight ?? 0) * candidate.LambdaZ);
    }

    private static double OrZero(double points) => double.IsNaN(points) ? 0 : points;
}
