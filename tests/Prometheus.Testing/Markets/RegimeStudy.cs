using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Testing.Markets;

/// <summary>How well labels agree with planted ones.</summary>
public static class RegimeStudy
{
    private const int Labels = 4;
    private const int LeastShift = 63;

    /// <summary>Mean over the labels that occur of the share of their sessions that are labelled so; unlabelled sessions do not count.</summary>
    /// <param name="labels">[sessions × 1].</param>
    /// <param name="truth">One a session.</param>
    /// <param name="shift">Sessions by which the labels are turned in a circle first.</param>
    public static double BalancedAccuracy(CodePanel labels, byte[] truth, int shift)
    {
        var first = Enumerable.Range(0, truth.Length).First(t => labels[t, 0] != CodePanel.None);
        var (hits, counts) = (new double[Labels], new double[Labels]);
        var length = truth.Length - first;
        for (var i = 0; i < length; i++)
        {
            var truly = truth[first + i];
            counts[truly]++;
            hits[truly] += labels[first + ((i + shift) % length), 0] == truly ? 1 : 0;
        }

        return Enumerable.Range(0, Labels).Where(k => counts[k] > 0).Average(k => hits[k] / counts[k]);
    }

    /// <summary>A quantile of the balanced accuracy under random circular shifts.</summary>
    public static double ShiftQuantile(CodePanel labels, byte[] truth, int shifts, double quantile)
    {
        var stream = new RandomStream("regime study", "shifts");
        var length = Enumerable.Range(0, truth.Length).Count(t => labels[t, 0] != CodePanel.None);
        var sorted = Enumerable.Range(0, shifts)
            .Select(_ => BalancedAccuracy(labels, truth, LeastShift + stream.NextInt(length - (2 * LeastShift))))
            .Order().ToArray();
        return sorted[(int)(quantile * (shifts - 1))];
    }
}
