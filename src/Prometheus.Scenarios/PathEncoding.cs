using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Encoders.Projection;
using Prometheus.States.Stability;

namespace Prometheus.Scenarios;

/// <summary>The paths of a set as descriptors: every name's components are taken anew at the end of its path, after its own history.</summary>
public sealed class PathEncoding
{
    private readonly ScenarioDescriptor _descriptor;
    private readonly double[][] _history;
    private readonly double[]? _scales;

    internal PathEncoding(ScenarioDescriptor descriptor, AppendedPaths paths, double[][] history, double[]? scales)
        => (_descriptor, Paths, _history, _scales) = (descriptor, paths, history, scales);

    public AppendedPaths Paths { get; }

    /// <summary>Whether a fit serves the last session of the history; without one no path has a descriptor.</summary>
    public bool HasFit => _scales is not null;

    /// <summary>The class of each name of the set at the end of its own history; <see cref="CodePanel.None"/> where it has none.</summary>
    public byte[] ClassesNow => Array.ConvertAll(Paths.Columns, c => c < 0 ? CodePanel.None : _descriptor.Stability.Class[Paths.Session, c]);

    /// <summary>Writes the descriptor of a path, of unit length.</summary>
    /// <param name="vector"><see cref="DescriptorLayout.Dimensions"/> numbers; 0 where nothing is observed.</param>
    /// <returns>Coverage: the share of the set's names, funds left out, that could be described.</returns>
    public double Encode(int path, Span<float> vector)
    {
        ScenarioDescriptor.RequireRoom(vector.Length, 1);
        vector.Clear();
        if (_scales is null)
            return 0;
        var moves = Moves(path);
        var lossScale = Math.Sqrt((double)Paths.Set.Horizon / _descriptor.Options.RecentSessions);
        var (sums, counts) = (new double[DescriptorLayout.Dimensions], new int[DescriptorLayout.Slots]);
        var described = 0;
        Span<double> slot = stackalloc double[DescriptorLayout.SlotWidth];
        for (var k = 0; k < Paths.Columns.Length; k++)
        {
            if (!Paths.IsAveraged[k] || !_descriptor.Scaled(moves, k, _scales, lossScale, slot))
                continue;
            described++;
            Count(sums, counts, DescriptorLayout.Market, slot);
            Count(sums, counts, _descriptor.SectorOffset(Paths.Session, Paths.Columns[k]), slot);
            Count(sums, counts, DescriptorLayout.Class(_descriptor.Stability.Class[Paths.Session, Paths.Columns[k]]), slot);
        }

        Average(sums, counts, _descriptor.Options);
        sums[DescriptorLayout.Depth] = described > 0 ? _descriptor.Options.Depth : 0;
        UnitLength.Make(sums);
        ScenarioDescriptor.Write(sums, vector);
        var all = Paths.IsAveraged.Count(a => a);
        return all == 0 ? 0 : (double)described / all;
    }

    /// <summary>The class each name of the set would be in after the path; <see cref="CodePanel.None"/> where it cannot be told.</summary>
    public byte[] ClassesAfter(int path)
    {
        var options = _descriptor.Options.Stability;
        var window = Paths.Window(path, options.WindowSessions);
        var levels = LevelsOf(window);
        var first = (options.WindowSessions - 1) * Paths.Columns.Length;
        var classes = new byte[Paths.Columns.Length];
        for (var k = 0; k < classes.Length; k++)
        {
            var sigma = levels[ComponentLevels.Volatility][first + k];
            classes[k] = double.IsNaN(sigma)
                ? CodePanel.None
                : (byte)StabilityScore.Of(
                    sigma, ScalarMath.ExpMinusOne(0 - levels[1][first + k]), ScalarMath.ExpMinusOne(0 - levels[2][first + k]), options).Class;
        }

        return classes;
    }

    private double[][] Moves(int path)
    {
        var rows = _descriptor.Options.Stability.WindowSessions;
        var names = Paths.Columns.Length;
        var levels = LevelsOf(Paths.Window(path, rows));
        var moves = new double[DescriptorLayout.SlotWidth][];
        for (var part = 0; part < ComponentLevels.Count; part++)
        {
            moves[part] = new double[names];
            for (var k = 0; k < names; k++)
                moves[part][k] = Paths.Columns[k] < 0 ? double.NaN : levels[part][((rows - 1) * names) + k] - _history[part][Paths.Columns[k]];
        }

        moves[^1] = Array.ConvertAll(Paths.Returns(path), r => 0 - r);
        return moves;
    }

    /// <summary>Only the last row is written: the window that ends with the path.</summary>
    private double[][] LevelsOf(ReturnWindow window)
    {
        var levels = new double[ComponentLevels.Count][];
        for (var part = 0; part < levels.Length; part++)
            levels[part] = GC.AllocateUninitializedArray<double>(window.Simple.Values.Length);
        var last = PanelRegion.Row(window.Simple, window.Simple.Sessions - 1);
        ComponentLevels.Compute(window, window.Market, ComponentLevels.Silent(window.Market), _descriptor.Options.Stability, last, levels);
        return levels;
    }

    private static void Count(double[] sums, int[] counts, int offset, ReadOnlySpan<double> slot)
    {
        ScenarioDescriptor.Add(sums, offset, slot, 1, 1);
        if (offset >= 0)
            counts[offset / DescriptorLayout.SlotWidth]++;
    }

    private static void Average(double[] sums, int[] counts, ScenarioDescriptorOptions options)
    {
        for (var slot = 0; slot < counts.Length; slot++)
        {
            var scale = slot == 0 ? options.MarketScale : slot > DescriptorLayout.SectorSlots ? options.ClassScale : 1;
            for (var part = 0; part < DescriptorLayout.SlotWidth && counts[slot] > 0; part++)
                sums[(slot * DescriptorLayout.SlotWidth) + part] *= scale / counts[slot];
        }
    }
}
