using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Numeric;

/// <summary>The baseline that the fitted encoders have to beat: the raw window, row after row (<see cref="NumericEncoder.Flat"/>).</summary>
internal static class FlatEncoder
{
    public const int Dimensions = 384;

    private const int Columns = 3;

    /// <summary>Writes the vectors of one entity on the block's sessions.</summary>
    public static void Encode(EntitySeries series, int entity, NumericOptions options, NumericBlock block)
    {
        for (var session = block.First; session < block.First + block.Sessions; session++)
        {
            var first = session - options.WindowSessions + 1;
            var (observed, last) = (0, int.MinValue);
            for (var t = Math.Max(0, first); t <= session; t++)
            {
                if (double.IsNaN(series.LogReturns[t, entity]))
                    continue;
                observed++;
                last = t;
            }

            if (observed < options.MinimumReturns || session - last > options.MaximumAge)
                continue;
            var cell = ((session - block.First) * block.Entities) + entity;
            block.Coverage[cell] = (double)observed / options.WindowSessions;
            Write(series, entity, first, session, block.Vectors.AsSpan(cell * Dimensions, Dimensions));
        }
    }

    private static void Write(EntitySeries series, int entity, int first, int session, Span<float> vector)
    {
        var (mean, deviation) = VolumeMoments(series, entity, first, session);
        var level = 0.0;
        for (var t = first; t <= session; t++)
        {
            var at = (t - first) * Columns;
            if (at + Columns > vector.Length)
                return;
            var r = t < 0 ? double.NaN : series.LogReturns[t, entity];
            var volume = t < 0 || series.LogDollarVolume is not { } panel ? double.NaN : panel[t, entity];
            var known = double.IsFinite(r);
            level += known && t > first ? r : 0;
            vector[at] = known ? (float)r : 0;
            vector[at + 1] = deviation > 0 && double.IsFinite(volume) ? (float)((volume - mean) / deviation) : 0;
            vector[at + 2] = (float)ScalarMath.Exp(level);
        }
    }

    private static (double Mean, double Deviation) VolumeMoments(EntitySeries series, int entity, int first, int session)
    {
        if (series.LogDollarVolume is not { } volume)
            return (0, 0);
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var t = Math.Max(0, first); t <= session; t++)
        {
            if (!double.IsFinite(volume[t, entity]))
                continue;
            sum += volume[t, entity];
            squares += volume[t, entity] * volume[t, entity];
            count++;
        }

        var mean = count == 0 ? 0 : sum / count;
        return (mean, count < 2 ? 0 : Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))));
    }
}
