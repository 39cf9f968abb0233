using Prometheus.Core.Numerics;
using Prometheus.Opinions.Lambda;

namespace Prometheus.Testing.Markets;

/// <summary>
/// λ panels whose truth is known: λ of each cluster is level + 0.006·x with x standard normal over time, an AR(1) of the given persistence or,
/// at 0, nothing but noise. Levels are 0.04 + 0.003·y with y standard normal, drawn once a cluster: were they equal, one pooled mean would
/// honestly beat twenty estimated ones. The same seed gives the same panel.
/// </summary>
public static class PlantedLambda
{
    public const double Level = 0.04;

    public const double Spread = 0.006;

    public const double LevelSpread = 0.003;

    /// <summary>AR(1) coefficient of a world with something to find.</summary>
    public const double Persistence = 0.9;

    private static readonly string[] Classes = ["BREAKER", "FRAGILE", "STABLE", "WATCH"];

    /// <param name="seed">Names the world.</param>
    /// <param name="persistence">0 … 1, the AR(1) coefficient of x.</param>
    /// <param name="sessions">Weekdays.</param>
    /// <param name="sectors">Four clusters each.</param>
    public static IReadOnlyList<LambdaRow> Rows(int seed, double persistence, int sessions = 750, int sectors = 5)
    {
        var dates = TinyMarket.Weekdays(sessions);
        var rows = new List<LambdaRow>();
        for (var s = 0; s < sectors; s++)
        {
            foreach (var present in Classes)
            {
                var path = Path(persistence, sessions, "planted opportunity", $"seed {seed}", $"S{s}", present);
                var level = Level + (LevelSpread * new RandomStream("planted opportunity", $"seed {seed}", $"S{s}", present, "level").NextNormal());
                for (var t = 0; t < sessions; t++)
                {
                    var lambda = level + (Spread * path[t]);
                    rows.Add(new LambdaRow(dates[t], "US_EQ", $"S{s}", present, 20, lambda / 2, lambda - (lambda / 2), lambda));
                }
            }
        }

        return rows;
    }

    /// <summary>The first two thirds to learn from, the last third to judge by.</summary>
    public static LambdaExperimentOptions Experiment(LambdaModel model, int sessions = 750)
    {
        var dates = TinyMarket.Weekdays(sessions);
        return new LambdaExperimentOptions
        {
            ExperimentId = LambdaModelNames.Of(model),
            Model = model,
            TrainStart = dates[0],
            TrainEnd = dates[(2 * sessions / 3) - 1],
            TestStart = dates[2 * sessions / 3],
            TestEnd = dates[^1],
        };
    }

    /// <summary>An AR(1) of unit variance that begins in its own distribution.</summary>
    internal static double[] Path(double persistence, int sessions, params ReadOnlySpan<string> ids)
    {
        var stream = new RandomStream(ids);
        var path = new double[sessions];
        var shock = Math.Sqrt(1 - (persistence * persistence));
        for (var t = 0; t < sessions; t++)
            path[t] = t == 0 ? stream.NextNormal() : (persistence * path[t - 1]) + (shock * stream.NextNormal());
        return path;
    }
}
