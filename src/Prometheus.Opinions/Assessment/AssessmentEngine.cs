using System.Runtime.CompilerServices;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.States.Prices;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Assessment;

/// <summary>
/// <c>assessment-basic-v1</c>: per horizon the weighted sum of cross-sectional ranks of the price ingredients (each winsorised at 3 MAD), turned
/// into Gaussian ranks within date and sector, and into a return by Grinold's rule μ̂ = IC·σ_idio·√H·z (Grinold, 1994). Fragility inflates the
/// risk a portfolio divides by; it is never subtracted from a return. Row t depends on rows ≤ t only.
/// </summary>
public static class AssessmentEngine
{
    private const int SessionsPerChunk = 32;

    /// <param name="market">Sectors as known on each session; prices only through <paramref name="features"/>.</param>
    /// <param name="features">Price features of the same market.</param>
    /// <param name="stability">Classes that inflate risk; a name without a class keeps factor 1.</param>
    /// <param name="horizons">One options record a horizon; ingredients are ranked once for all of them where their winsorising agrees.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between chunks of sessions.</param>
    /// <returns>One state an options record, in the same order.</returns>
    public static IReadOnlyList<AssessmentState> Compute(
        Market market,
        PriceFeatures features,
        StabilityState stability,
        IReadOnlyList<AssessmentOptions> horizons,
        int workers,
        CancellationToken cancellation = default)
    {
        foreach (var horizon in horizons)
            OptionRules.Require(horizon);
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var riskVolatility = RiskVolatility(features.IdiosyncraticVolatility, stability.Class);
        var outputs = horizons.Select(h => new HorizonOutput(h, sessions, columns)).ToArray();
        Parallel.For(
            0,
            (sessions + SessionsPerChunk - 1) / SessionsPerChunk,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            () => new SessionAssessor(features, market.Sectors, columns),
            (chunk, _, assessor) =>
            {
                for (var t = chunk * SessionsPerChunk; t < Math.Min(sessions, (chunk + 1) * SessionsPerChunk); t++)
                    assessor.Assess(t, outputs);
                return assessor;
            },
            _ => { });
        return outputs.Select(o => o.ToState(features.IdiosyncraticVolatility, riskVolatility)).ToArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Panel RiskVolatility(Panel idiosyncratic, CodePanel classes)
    {
        var risk = idiosyncratic.Values.ToArray();
        for (var t = 0; t < idiosyncratic.Sessions; t++)
        {
            var codes = classes.Row(t);
            var row = risk.AsSpan(t * codes.Length, codes.Length);
            for (var i = 0; i < codes.Length; i++)
                row[i] *= FragilityFactor(codes[i]);
        }

        return Panel.Adopt(risk, idiosyncratic.Sessions, idiosyncratic.Columns);
    }

    private static double FragilityFactor(byte stabilityClass) => (SoftTargetClass)stabilityClass switch
    {
        SoftTargetClass.Fragile => 1.15,
        SoftTargetClass.Targetable => 1.3,
        SoftTargetClass.Breaker => 1.5,
        _ => 1,
    };
}
