using Prometheus.Bench.Floors;
using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Statistics;
using Prometheus.States.Prices;
using Prometheus.States.Stability;

namespace Prometheus.Bench.Groups;

/// <summary>The kernels, one thread, beside loops written by hand.</summary>
internal static class KernelGroup
{
    private const string Name = "kernel";
    private const string Plain = "plain loop";
    private const string Ours = "kernel";

    public static IEnumerable<Figure> Run(BenchWorld world)
    {
        var market = world.Market;
        var columns = market.Instruments.Count;
        var returns = market.TotalReturns;
        var simple = returns.Simple.Values.ToArray();
        var log = returns.Log.Values.ToArray();
        var index = returns.LogIndex.Values.ToArray();
        var close = market.Prices.Close.Values.ToArray();
        var average = PriceFeatures.EqualWeightReturns(returns.Simple, market.Funds);
        var all = PanelRegion.All(returns.LogIndex);
        var (a, b, c) = (new double[simple.Length], new double[simple.Length], new double[simple.Length]);
        var section = new CrossSection(columns);

        yield return Beside("copy of a panel's rows", () => Buffer.BlockCopy(close, 0, a, 0, close.Length * sizeof(double)), () => CopyRows(market.Prices.Close, a), "memory copy");
        yield return Beside("ln(1 + r)", () => PlainKernels.LogOnePlus(simple, a), () => ScalarMath.LogOnePlus(simple, a));
        yield return Beside("e^x − 1", () => PlainKernels.ExpMinusOne(log, a), () => ScalarMath.ExpMinusOne(log, a));
        yield return Beside("sum of each row", () => a[0] = PlainKernels.SumRows(close, columns), () => a[0] = SumRows(market.Prices.Close, section: b));
        yield return Beside("dot product of two rows", () => a[0] = PlainKernels.DotRows(close, index, columns), () => a[0] = DotRows(market.Prices.Close, returns.LogIndex));
        yield return Beside("ranks of each row", () => PlainKernels.RankRows(simple, columns, a), () => RankRows(returns.Simple, section, a));
        yield return Beside("rolling maximum 252", () => PlainKernels.RollingMaximum(index, columns, 252, a), () => RollingMaximum.Compute(returns.LogIndex, 252, 1, all, a));
        yield return Beside("rolling residual 63", () => PlainKernels.RollingResidual(simple, average, columns, 63, a), () => RollingResidual.Compute(returns.Simple, average, 63, 55, all, a));
        yield return Beside("rolling path 63", () => PlainKernels.RollingPath(index, columns, 63, a, b, c), () => RollingPath.Compute(returns.LogIndex, returns.Log, 63, 55, all, a, b, c));
        yield return Beside("stability with its scores", () => PlainKernels.RollingPath(index, columns, 63, a, b, c), () => StabilityEngine.Compute(market, StabilityOptions.Default, workers: 1), "plain rolling path 63");
    }

    private static Figure Beside(string what, Action plain, Action ours, string floor = Plain)
    {
        var times = Race.Run(Contender.Of(Plain, plain), Contender.Of(Ours, ours));
        return Figure.Of(Name, what, times[Ours], floor, times[Plain]);
    }

    private static void CopyRows(Panel panel, double[] copy)
    {
        for (var t = 0; t < panel.Sessions; t++)
            panel.Row(t).CopyTo(copy.AsSpan(t * panel.Columns));
    }

    private static double SumRows(Panel panel, double[] section)
    {
        var most = 0.0;
        for (var t = 0; t < panel.Sessions; t++)
            most = Math.Max(most, LaneSum.Sum(section.AsSpan(0, LaneSum.Compact(panel.Row(t), section))));
        return most;
    }

    private static double DotRows(Panel left, Panel right)
    {
        var most = 0.0;
        for (var t = 0; t < left.Sessions; t++)
            most = Math.Max(most, LaneSum.Dot(left.Row(t), right.Row(t)));
        return most;
    }

    private static void RankRows(Panel panel, CrossSection section, double[] ranks)
    {
        for (var t = 0; t < panel.Sessions; t++)
        {
            section.Load(panel.Row(t));
            section.WriteRanks(ranks.AsSpan(t * panel.Columns, panel.Columns));
        }
    }
}
