using System.Numerics;
using System.Runtime.CompilerServices;
using Prometheus.Core.Panels;

namespace Prometheus.States.Stability;

/// <summary>
/// Scores many windows at once (sheet B §2.1): a feature at its reference scores 50, scores end at 0 and 100, the index is their weighted
/// mean. NaN features give NaN scores and no class. Falls are turned round by 0 − x: a minus sign would turn the sign bit of NaN on some
/// processors and not on others.
/// </summary>
internal sealed class StabilityScorer(StabilityOptions options)
{
    private readonly double _weights = options.VolatilityWeight + options.DrawdownWeight + options.TrendWeight;
    private readonly (double Watch, double Fragile, double Targetable, double Breaker) _cuts =
        (options.WatchFrom, options.FragileFrom, options.TargetableFrom, options.BreakerFrom);

    /// <summary>All spans have the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Score(
        ReadOnlySpan<double> sigma,
        ReadOnlySpan<double> drawdown,
        ReadOnlySpan<double> trend,
        Span<double> volatilityScore,
        Span<double> drawdownScore,
        Span<double> trendScore,
        Span<double> index)
    {
        var i = 0;
        for (; i <= sigma.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var volatility = ScoreOf(new Vector<double>(sigma[i..]), options.VolatilityReference);
            var fall = ScoreOf(Vector<double>.Zero - new Vector<double>(drawdown[i..]), options.DrawdownReference);
            var loss = ScoreOf(Vector<double>.Zero - new Vector<double>(trend[i..]), options.TrendReference);
            var weighted = (new Vector<double>(options.VolatilityWeight) * volatility)
                + (new Vector<double>(options.DrawdownWeight) * fall)
                + (new Vector<double>(options.TrendWeight) * loss);
            volatility.CopyTo(volatilityScore[i..]);
            fall.CopyTo(drawdownScore[i..]);
            loss.CopyTo(trendScore[i..]);
            Limited(weighted / new Vector<double>(_weights)).CopyTo(index[i..]);
        }

        for (; i < sigma.Length; i++)
        {
            volatilityScore[i] = ScoreOf(sigma[i], options.VolatilityReference);
            drawdownScore[i] = ScoreOf(0 - drawdown[i], options.DrawdownReference);
            trendScore[i] = ScoreOf(0 - trend[i], options.TrendReference);
            var weighted = (options.VolatilityWeight * volatilityScore[i])
                + (options.DrawdownWeight * drawdownScore[i])
                + (options.TrendWeight * trendScore[i]);
            index[i] = Limited(weighted / _weights);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Classify(ReadOnlySpan<double> index, Span<byte> codes)
    {
        for (var i = 0; i < index.Length; i++)
            codes[i] = CodeOf(index[i]);
    }

    /// <summary>How many cuts the index has reached; a boundary lands in the upper class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte CodeOf(double index)
    {
        // Sums of comparisons instead of branches: classes near a cut are as good as random to the processor.
        var reached = (index >= _cuts.Watch ? 1 : 0) + (index >= _cuts.Fragile ? 1 : 0)
            + (index >= _cuts.Targetable ? 1 : 0) + (index >= _cuts.Breaker ? 1 : 0);
        return double.IsNaN(index) ? CodePanel.None : (byte)reached;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ScoreOf(Vector<double> size, double reference)
        => Limited(new Vector<double>(50) * size / new Vector<double>(reference));

    private static double ScoreOf(double size, double reference) => Limited(50 * size / reference);

    /// <summary>Between 0 and 100; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Limited(Vector<double> score)
    {
        var (zero, hundred) = (Vector<double>.Zero, new Vector<double>(100));
        score = Vector.ConditionalSelect(Vector.LessThanOrEqual(score, zero), zero, score);
        return Vector.ConditionalSelect(Vector.GreaterThan(score, hundred), hundred, score);
    }

    private static double Limited(double score) => score <= 0 ? 0 : score > 100 ? 100 : score;
}
