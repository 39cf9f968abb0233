using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Xunit;

namespace Prometheus.Tests.Core.Numerics;

/// <summary>Every kernel against the same formula as a plain loop over one name, bit for bit.</summary>
public class RollingTests
{
    private const int Sessions = 150;
    private const int Window = 20;
    private const int Minimum = 14;

    public static TheoryData<int> ColumnCounts => [1, 2, 3, 4, 5, 8, 11, 16, 19];

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void Path_features_equal_plain_loops(int columns)
    {
        var (index, log) = Prices(columns);
        var (sigma, drawdown, trend) = Path(index, log, PanelRegion.All(index));
        for (var t = 0; t < Sessions; t++)
        {
            for (var c = 0; c < columns; c++)
                AssertPath(index, log, t, c, sigma, drawdown, trend);
        }
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void Residuals_equal_plain_loops(int columns)
    {
        var (_, log) = Prices(columns);
        var common = Common();
        var residual = new double[Sessions * columns];
        RollingResidual.Compute(log, common, Window, Minimum, PanelRegion.All(log), residual);
        for (var t = 0; t < Sessions; t++)
        {
            for (var c = 0; c < columns; c++)
                AssertSame(PlainResidual(log, common, t, c), residual[(t * columns) + c]);
        }
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void Maxima_equal_plain_loops(int columns)
    {
        var (index, _) = Prices(columns);
        foreach (var window in new[] { 1, 2, 3, 8, 20, 63, 64, 65, 200 })
        {
            var maximum = new double[Sessions * columns];
            RollingMaximum.Compute(index, window, 5, PanelRegion.All(index), maximum);
            for (var t = 0; t < Sessions; t++)
            {
                for (var c = 0; c < columns; c++)
                {
                    var observed = Observed(index, t, c, window);
                    AssertSame(observed.Count < 5 ? double.NaN : observed.Max(), maximum[(t * columns) + c]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(ColumnCounts))]
    public void Means_equal_plain_loops(int columns)
    {
        var (index, log) = Prices(columns);
        var (mean, product) = (new double[Sessions * columns], new double[Sessions * columns]);
        RollingMean.Compute(log, Window, Minimum, PanelRegion.All(log), mean);
        RollingMean.ComputeOfProducts(index, log, Window, Minimum, PanelRegion.All(log), product);
        for (var t = 0; t < Sessions; t++)
        {
            for (var c = 0; c < columns; c++)
            {
                AssertSame(PlainMean(Observed(log, t, c, Window)), mean[(t * columns) + c]);
                var products = Enumerable.Range(Math.Max(0, t - Window + 1), Math.Min(t + 1, Window))
                    .Select(s => index[s, c] * log[s, c]).Where(x => !double.IsNaN(x)).ToList();
                AssertSame(PlainMean(products), product[(t * columns) + c]);
            }
        }
    }

    [Fact]
    public void Regions_in_any_cut_give_the_same_bytes()
    {
        var (index, log) = Prices(19);
        var whole = Outputs(index, log, [PanelRegion.All(index)]);
        var rows = Enumerable.Range(0, 10).Select(i => new PanelRegion(15 * i, 15 * (i + 1), 0, 19));
        var columns = Enumerable.Range(0, 19).Select(i => PanelRegion.ColumnsOf(index, i, i + 1));
        var single = Enumerable.Range(0, Sessions).Select(t => PanelRegion.Row(index, t));
        foreach (var cut in new[] { rows, columns, single })
        {
            var parts = Outputs(index, log, cut);
            for (var k = 0; k < whole.Length; k++)
                Assert.True(Ulps.SameBits(whole[k], parts[k]), $"output {k}");
        }
    }

    [Fact]
    public void One_bad_cell_leaves_with_its_window()
    {
        var (index, log) = Prices(9);
        var clean = Outputs(index, log, [PanelRegion.All(index)]);
        foreach (var bad in new[] { double.NaN, 1e8, double.PositiveInfinity })
        {
            var dirty = Outputs(Replaced(index, 40, 5, bad), Replaced(log, 40, 5, bad), [PanelRegion.All(index)]);
            for (var k = 0; k < clean.Length; k++)
            {
                Assert.True(Ulps.SameBits(clean[k].AsSpan(0, 40 * 9), dirty[k].AsSpan(0, 40 * 9)));
                Assert.True(Ulps.SameBits(clean[k].AsSpan((40 + Window) * 9), dirty[k].AsSpan((40 + Window) * 9)));
                Assert.False(Ulps.SameBits(clean[k], dirty[k]));
            }
        }
    }

    [Fact]
    public void A_future_row_changes_nothing_before_it()
    {
        var (index, log) = Prices(9);
        var whole = Outputs(index, log, [PanelRegion.All(index)]);
        var (cutIndex, cutLog) = (Cut(index, 77), Cut(log, 77));
        var cut = Outputs(cutIndex, cutLog, [PanelRegion.All(cutIndex)]);
        for (var k = 0; k < whole.Length; k++)
            Assert.True(Ulps.SameBits(whole[k].AsSpan(0, 77 * 9), cut[k]));
    }

    [Fact]
    public void The_first_observed_return_of_a_window_belongs_to_an_earlier_one()
    {
        // One huge move before a window of three closes: the window knows its two small returns only.
        double[] levels = [0, 5, double.NaN, 5.1, 5.0];
        double[] returns = [double.NaN, 5, double.NaN, 0.1, -0.1];
        var index = Panel.Adopt(levels, 5, 1);
        var log = Panel.Adopt(returns, 5, 1);
        var (sigma, drawdown, trend) = (new double[5], new double[5], new double[5]);
        RollingPath.Compute(index, log, 4, 3, PanelRegion.All(index), sigma, drawdown, trend);
        Assert.Equal([double.NaN, double.NaN, double.NaN], sigma[..3]);
        Assert.Equal(LaneStatistics.StandardDeviation([5, 0.1]), sigma[3], 1e-15);
        Assert.Equal(LaneStatistics.StandardDeviation([0.1, -0.1]), sigma[4], 1e-15);
        Assert.Equal(5.0 - 5.1, drawdown[4]);
        Assert.Equal(0, trend[4]);
    }

    [Fact]
    public void A_region_outside_the_panel_is_an_error()
    {
        var (index, _) = Prices(3);
        Assert.Throws<ModelError>(() => RollingMaximum.Compute(index, 5, 1, new PanelRegion(0, Sessions + 1, 0, 3), new double[Sessions * 3]));
        Assert.Throws<ModelError>(() => RollingMaximum.Compute(index, 5, 1, PanelRegion.All(index), new double[7]));
    }

    private static void AssertPath(Panel index, Panel log, int t, int c, double[] sigma, double[] drawdown, double[] trend)
    {
        var at = (t * index.Columns) + c;
        var rows = Enumerable.Range(Math.Max(0, t - Window + 1), Math.Min(t + 1, Window)).Where(s => !double.IsNaN(index[s, c])).ToArray();
        if (rows.Length < Minimum)
        {
            Assert.True(double.IsNaN(sigma[at]) && double.IsNaN(drawdown[at]) && double.IsNaN(trend[at]));
            return;
        }

        var (sum, squares, peak, deepest) = (0.0, 0.0, double.NegativeInfinity, 0.0);
        foreach (var s in rows[1..])
            sum += log[s, c];
        var mean = sum / (rows.Length - 1);
        foreach (var s in rows[1..])
            squares += (log[s, c] - mean) * (log[s, c] - mean);
        foreach (var s in rows)
        {
            peak = Math.Max(peak, index[s, c]);
            deepest = Math.Min(deepest, index[s, c] - peak);
        }

        AssertSame(Math.Sqrt(squares / (rows.Length - 2)), sigma[at]);
        AssertSame(deepest, drawdown[at]);
        AssertSame(index[rows[^1], c] - index[rows[0], c], trend[at]);
    }

    private static double PlainResidual(Panel returns, double[] common, int t, int c)
    {
        var rows = Enumerable.Range(Math.Max(0, t - Window + 1), Math.Min(t + 1, Window))
            .Where(s => !double.IsNaN(returns[s, c]) && !double.IsNaN(common[s])).ToArray();
        if (rows.Length < Minimum)
            return double.NaN;
        var (sumReturn, sumCommon, rr, rm, mm) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var s in rows)
        {
            sumReturn += returns[s, c];
            sumCommon += common[s];
        }

        foreach (var s in rows)
        {
            var (dr, dm) = (returns[s, c] - (sumReturn / rows.Length), common[s] - (sumCommon / rows.Length));
            rr += dr * dr;
            rm += dr * dm;
            mm += dm * dm;
        }

        return Math.Sqrt(Math.Max(0, rr - (rm / mm * rm)) / (rows.Length - 2));
    }

    private static double PlainMean(List<double> observed)
    {
        var sum = 0.0;
        foreach (var x in observed)
            sum += x;
        return observed.Count < Minimum ? double.NaN : sum / observed.Count;
    }

    private static List<double> Observed(Panel panel, int t, int c, int window)
        => Enumerable.Range(Math.Max(0, t - window + 1), Math.Min(t + 1, window)).Select(s => panel[s, c]).Where(x => !double.IsNaN(x)).ToList();

    private static double[][] Outputs(Panel index, Panel log, IEnumerable<PanelRegion> regions)
    {
        var outputs = Enumerable.Range(0, 7).Select(_ => new double[index.Values.Length]).ToArray();
        var common = Common()[..index.Sessions];
        foreach (var region in regions)
        {
            RollingPath.Compute(index, log, Window, Minimum, region, outputs[0], outputs[1], outputs[2]);
            RollingResidual.Compute(log, common, Window, Minimum, region, outputs[3]);
            RollingMaximum.Compute(index, Window, Minimum, region, outputs[4]);
            RollingMean.Compute(log, Window, Minimum, region, outputs[5]);
            RollingMean.ComputeOfProducts(index, log, Window, Minimum, region, outputs[6]);
        }

        return outputs;
    }

    private static (double[] Sigma, double[] Drawdown, double[] Trend) Path(Panel index, Panel log, PanelRegion region)
    {
        var cells = index.Values.Length;
        var (sigma, drawdown, trend) = (new double[cells], new double[cells], new double[cells]);
        RollingPath.Compute(index, log, Window, Minimum, region, sigma, drawdown, trend);
        return (sigma, drawdown, trend);
    }

    /// <summary>Random walks that begin late or early, with holes and one long gap a name; complete at the end.</summary>
    private static (Panel Index, Panel Log) Prices(int columns)
    {
        var (index, log) = (new double[Sessions * columns], new double[Sessions * columns]);
        Array.Fill(index, double.NaN);
        Array.Fill(log, double.NaN);
        for (var c = 0; c < columns; c++)
        {
            var stream = new RandomStream("test", "prices", $"N{c}");
            var (first, gap, level, started) = (stream.NextInt(40), 60 + stream.NextInt(40), 0.0, false);
            for (var t = first; t < Sessions; t++)
            {
                var move = 0.02 * stream.NextNormal();
                if ((t < 90 && stream.NextUniform() < 0.05) || (t > gap && t < gap + 15))
                    continue;
                level = started ? level + move : 0;
                index[(t * columns) + c] = level;
                log[(t * columns) + c] = started ? move : double.NaN;
                started = true;
            }
        }

        return (Panel.Adopt(index, Sessions, columns), Panel.Adopt(log, Sessions, columns));
    }

    private static double[] Common()
    {
        var stream = new RandomStream("test", "common");
        return Enumerable.Range(0, Sessions).Select(t => t is 0 or 70 ? double.NaN : 0.01 * stream.NextNormal()).ToArray();
    }

    private static Panel Replaced(Panel panel, int session, int column, double value)
    {
        var values = panel.Values.ToArray();
        values[(session * panel.Columns) + column] = value;
        return Panel.Adopt(values, panel.Sessions, panel.Columns);
    }

    private static Panel Cut(Panel panel, int sessions)
        => Panel.Adopt(panel.Values[..(sessions * panel.Columns)].ToArray(), sessions, panel.Columns);

    private static void AssertSame(double expected, double actual)
        => Assert.True(
            Ulps.SameBits(expected, actual) || (double.IsNaN(expected) && double.IsNaN(actual)), $"expected {expected:R}, found {actual:R}");
}
