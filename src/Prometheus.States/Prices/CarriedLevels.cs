using System.Runtime.CompilerServices;
using Prometheus.Core.Panels;

namespace Prometheus.States.Prices;

/// <summary>
/// The log total-return levels of some neighbouring instruments, where a close also serves the next few sessions without a bar, and
/// differences of these levels. Reused from block to block.
/// </summary>
internal sealed class CarriedLevels(int sessions, int width)
{
    /// <summary>A close serves as the level of a later session for at most this many sessions without a bar.</summary>
    private const int MaximumAge = 5;

    private readonly double[] _levels = new double[sessions * width];
    private readonly int[] _ages = new int[width];
    private int _firstColumn;
    private int _count;
    private int _columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(Panel logIndex, int firstColumn, int endColumn)
    {
        (_firstColumn, _count, _columns) = (firstColumn, endColumn - firstColumn, logIndex.Columns);
        _ages.AsSpan().Fill(MaximumAge);
        for (var t = 0; t < sessions; t++)
        {
            var observed = logIndex.Row(t).Slice(firstColumn, _count);
            var levels = _levels.AsSpan(t * width, _count);
            for (var k = 0; k < observed.Length; k++)
            {
                var age = double.IsNaN(observed[k]) ? _ages[k] + 1 : 0;
                levels[k] = age == 0 ? observed[k] : age <= MaximumAge ? _levels[((t - 1) * width) + k] : double.NaN;
                _ages[k] = age;
            }
        }
    }

    /// <summary>Level <paramref name="recent"/> sessions ago minus level <paramref name="distant"/> sessions ago; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteChange(int recent, int distant, double[] panel)
    {
        for (var t = 0; t < sessions; t++)
        {
            var output = panel.AsSpan((t * _columns) + _firstColumn, _count);
            if (t < distant)
            {
                output.Fill(double.NaN);
                continue;
            }

            var now = _levels.AsSpan((t - recent) * width, _count);
            var then = _levels.AsSpan((t - distant) * width, _count);
            for (var k = 0; k < output.Length; k++)
                output[k] = now[k] - then[k];
        }
    }

    /// <summary>Replaces every cell of <paramref name="panel"/> by the level minus that cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteDistance(double[] panel)
    {
        for (var t = 0; t < sessions; t++)
        {
            var output = panel.AsSpan((t * _columns) + _firstColumn, _count);
            var now = _levels.AsSpan(t * width, _count);
            for (var k = 0; k < output.Length; k++)
                output[k] = now[k] - output[k];
        }
    }
}
