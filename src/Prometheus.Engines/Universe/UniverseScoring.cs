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
        var assessment = Standardise(candidates, static c => c.AssessmentZ);
        var stability = Standardise(candidates, static c => c.StabilityZ);
        var liquidity = Standardise(candidates, static c => c.LiquidityZ);
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

    /// <summary>(x − mean) / sample deviation over the candidates that passed; NaN stays NaN, a constant ingredient is 0 for all.</summary>
    private static double[] Standardise(UniverseCandidate[] candidates, Func<UniverseCandidate, double> ingredient)
    {
        var values = new double[candidates.Length];
        for (var k = 0; k < candidates.Length; k++)
            values[k] = candidates[k].Exclusion == UniverseExclusion.None ? ingredient(candidates[k]) : double.NaN;
        CrossSection.WriteZScores(values, values, new double[values.Length]);
        return values;
    }
}
