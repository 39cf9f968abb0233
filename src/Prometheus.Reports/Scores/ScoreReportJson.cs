using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Prometheus.Opinions.Evaluation;
using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Scores;

/// <summary>The data block of a score's report. Names pass the default encoder, which escapes <c>&lt;</c>.</summary>
internal static class ScoreReportJson
{
    /// <summary>Sessions of the rolling mean of the rank correlation.</summary>
    public const int RollingSessions = 63;

    private const int LeastRolling = 21;

    public static string Write(EvaluationState evaluation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            JsonNumbers.WriteArray(writer, "dates", evaluation.Dates.ToArray());
            WriteCurves(writer, "rolling", evaluation.Horizons.Where(HasRolling).Select(h => (NameOf(h), Rolling(h.Ic), 5)));
            JsonNumbers.WriteArray(writer, "spread", Summed(evaluation.Horizons[0].SpreadSeries), 6);
            WriteNames(writer, "bucketNames", Enumerable.Range(1, evaluation.Options.Buckets));
            WriteCurves(writer, "buckets", evaluation.Horizons.Where(h => h.Sessions > 0).Select(h => (NameOf(h), h.BucketReturns.ToArray(), 6)));
            WriteNames(writer, "decayLags", evaluation.Decay.Select(d => d.Lag));
            JsonNumbers.WriteArray(writer, "decay", evaluation.Decay.Select(d => d.MeanIc).ToArray(), 5);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static bool HasRolling(HorizonEvaluation horizon) => Rolling(horizon.Ic).Any(v => !double.IsNaN(v));

    public static string NameOf(HorizonEvaluation horizon) => horizon.Horizon == 1 ? "1 session" : $"{NumberText.Count(horizon.Horizon)} sessions";

    private static double[] Rolling(IReadOnlyList<double> values)
    {
        var means = new double[values.Count];
        for (var t = 0; t < means.Length; t++)
        {
            var (sum, count) = (0.0, 0);
            for (var k = Math.Max(0, t - RollingSessions + 1); k <= t; k++)
            {
                if (double.IsNaN(values[k]))
                    continue;
                sum += values[k];
                count++;
            }

            means[t] = count < LeastRolling || double.IsNaN(values[t]) ? double.NaN : sum / count;
        }

        return means;
    }

    /// <summary>NaN before the first value; a session without one keeps the level.</summary>
    private static double[] Summed(IReadOnlyList<double> values)
    {
        var sums = new double[values.Count];
        var level = double.NaN;
        for (var t = 0; t < sums.Length; t++)
        {
            if (!double.IsNaN(values[t]))
                level = (double.IsNaN(level) ? 0 : level) + values[t];
            sums[t] = level;
        }

        return sums;
    }

    private static void WriteCurves(Utf8JsonWriter writer, string name, IEnumerable<(string Name, double[] Values, int Decimals)> curves)
    {
        writer.WriteStartArray(name);
        foreach (var curve in curves)
        {
            writer.WriteStartObject();
            writer.WriteString("name", curve.Name);
            JsonNumbers.WriteArray(writer, "values", curve.Values, curve.Decimals);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter writer, string name, IEnumerable<int> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
            writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndArray();
    }
}
