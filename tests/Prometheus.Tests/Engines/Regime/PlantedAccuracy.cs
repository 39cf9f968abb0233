using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Tests.Engines.Regime;

/// <summary>How well labels match a planted truth, and how well the same labels match it by luck: shifted in a circle they keep their spells.</summary>
/// <param name="Balanced">Mean over true labels of the share that was found.</param>
/// <param name="ChanceNinetyNinth">99th percentile of the same over 1,000 circular shifts.</param>
/// <param name="Recall">Share found of CRISIS, RISK_OFF, CARRY, NEUTRAL.</param>
internal sealed record PlantedAccuracy(double Balanced, double ChanceNinetyNinth, double[] Recall)
{
    private const int Shifts = 1_000;

    public static PlantedAccuracy Of(CodePanel labels, byte[] truth)
    {
        var first = Enumerable.Range(0, truth.Length).First(t => labels[t, 0] != CodePanel.None);
        var own = Enumerable.Range(first, truth.Length - first).Select(t => labels[t, 0]).ToArray();
        var real = truth[first..];
        var stream = new RandomStream("circular shifts");
        var chance = Enumerable.Range(0, Shifts).Select(_ => RecallOf(own, real, 1 + stream.NextInt(own.Length - 1)).Average()).Order().ToArray();
        var recall = RecallOf(own, real, 0);
        return new PlantedAccuracy(recall.Average(), chance[(int)(0.99 * Shifts)], recall);
    }

    private static double[] RecallOf(byte[] labels, byte[] truth, int shift)
    {
        var (hits, seen) = (new double[4], new double[4]);
        for (var t = 0; t < truth.Length; t++)
        {
            seen[truth[t]]++;
            hits[truth[t]] += labels[(t + shift) % labels.Length] == truth[t] ? 1 : 0;
        }

        return hits.Zip(seen).Where(p => p.Second > 0).Select(p => p.First / p.Second).ToArray();
    }
}
