using System.Globalization;
using Prometheus.Core.Numerics;

namespace Prometheus.Scenarios;

/// <summary>
/// Which days the paths go through. Every path has its own counter-based stream, keyed by set name, seed and path, so a path does not depend
/// on the others, on threads or on which other names are loaded.
/// </summary>
internal static class ScenarioDraws
{
    /// <param name="days">Days of the source that may be drawn from: its first ones.</param>
    /// <returns>[paths × horizon] days; null where no draw is possible.</returns>
    public static int[]? Of(ScenarioRequest request, ScenarioSource source, int days)
    {
        var horizon = request.HorizonDays;
        var beginnings = Beginnings(request, source, days);
        if (beginnings.Length == 0 || days < horizon)
            return null;
        var drawn = new int[request.NumPaths * horizon];
        var seed = request.Seed.ToString(CultureInfo.InvariantCulture);
        for (var path = 0; path < request.NumPaths; path++)
        {
            var stream = new RandomStream("scenario", request.Name, seed, path.ToString(CultureInfo.InvariantCulture));
            var steps = drawn.AsSpan(path * horizon, horizon);
            switch (request.Category)
            {
                case ScenarioCategory.Historical:
                    var first = beginnings[stream.NextInt(beginnings.Length)];
                    for (var h = 0; h < horizon; h++)
                        steps[h] = first + h;
                    break;
                case ScenarioCategory.BlockBootstrap:
                    DrawBlocks(steps, stream, beginnings, days, 1 / request.GeneratorSpec.BlockMeanLength);
                    break;
                default:
                    foreach (ref var step in steps)
                        step = beginnings[stream.NextInt(beginnings.Length)];
                    break;
            }
        }

        return drawn;
    }

    /// <summary>A new block begins with probability p at every step; after the last day of the window comes its first (Politis and Romano 1994).</summary>
    private static void DrawBlocks(Span<int> steps, RandomStream stream, int[] beginnings, int days, double p)
    {
        for (var h = 0; h < steps.Length; h++)
        {
            var continues = stream.NextUniform() >= p && h > 0;
            var begin = beginnings[stream.NextInt(beginnings.Length)];
            steps[h] = continues ? (steps[h - 1] + 1) % days : begin;
        }
    }

    /// <summary>The days a draw may begin on.</summary>
    private static int[] Beginnings(ScenarioRequest request, ScenarioSource source, int days)
    {
        var last = request.Category == ScenarioCategory.Historical ? days - request.HorizonDays : days - 1;
        var means = source.MeanReturns(days);
        var limit = request.Category == ScenarioCategory.Stressed ? StressLimit(request, source, means, days) : double.NaN;
        var beginnings = new List<int>(days);
        for (var day = 0; day <= last; day++)
        {
            if (source.MayBegin[day] && (request.Category != ScenarioCategory.Stressed || means[day] <= limit))
                beginnings.Add(day);
        }

        return [.. beginnings];
    }

    /// <summary>The quantile of the days' mean returns, linear between order statistics; NaN where there is none.</summary>
    private static double StressLimit(ScenarioRequest request, ScenarioSource source, double[] meanReturns, int days)
    {
        var means = new double[days];
        var count = 0;
        for (var day = 0; day < days; day++)
        {
            if (source.MayBegin[day] && !double.IsNaN(meanReturns[day]))
                means[count++] = meanReturns[day];
        }

        if (count == 0)
            return double.NaN;
        Array.Sort(means, 0, count);
        var place = request.GeneratorSpec.StressQuantile * (count - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, count - 1);
        return means[below] + ((place - below) * (means[above] - means[below]));
    }
}
