using Prometheus.Core.Panels;

namespace Prometheus.States.Stability;

/// <summary>The arrays a stability state is written into, each [sessions × columns]; every cell is written before it is read.</summary>
internal sealed class StabilityBuffers(int sessions, int columns)
{
    public double[] Index { get; } = GC.AllocateUninitializedArray<double>(sessions * columns);

    public double[] VolatilityScore { get; } = GC.AllocateUninitializedArray<double>(sessions * columns);

    public double[] DrawdownScore { get; } = GC.AllocateUninitializedArray<double>(sessions * columns);

    public double[] TrendScore { get; } = GC.AllocateUninitializedArray<double>(sessions * columns);

    public double[] Sigma { get; } = GC.AllocateUninitializedArray<double>(sessions * columns);

    public double[] Drawdown { get; } = GC.AllocateUninitializedArray<double>(sessions * columns);

    public double[] Trend { get; } = GC.AllocateUninitializedArray<double>(sessions * columns);

    public byte[] Class { get; } = GC.AllocateUninitializedArray<byte>(sessions * columns);

    public StabilityState ToState(StabilityOptions options) => new(
        options,
        Adopt(Index),
        Adopt(VolatilityScore),
        Adopt(DrawdownScore),
        Adopt(TrendScore),
        Adopt(Sigma),
        Adopt(Drawdown),
        Adopt(Trend),
        CodePanel.Adopt(Class, sessions, columns));

    private Panel Adopt(double[] values) => Panel.Adopt(values, sessions, columns);
}
