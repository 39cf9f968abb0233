using Prometheus.Core.Numerics;
using Prometheus.Opinions.Lambda;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Opinions.Lambda;

public class LambdaFittingTests
{
    private static readonly DateOnly[] Dates = TinyMarket.Weekdays(400);

    [Fact]
    public void The_regression_equals_its_normal_equations()
    {
        var panel = new LambdaPanel(RandomRows(3, 200));
        var rows = WithTargets(panel);
        var fit = LambdaFitting.Fit(panel, rows, LambdaModel.Har, Dates[0], Dates[199]);
        // Normal equations of λ_next on 1, λ, week, month.
        var design = rows.Select(r => new[] { 1, panel.FeatureOf(r, LambdaFeature.LambdaValue), panel.FeatureOf(r, LambdaFeature.LambdaWeek), panel.FeatureOf(r, LambdaFeature.LambdaMonth) }).ToArray();
        var coefficients = Solve(design, rows.Select(panel.NextOf).ToArray());
        var predicted = fit.Predict(panel, rows);
        for (var k = 0; k < rows.Length; k++)
            Assert.Equal(design[k].Zip(coefficients, (x, b) => x * b).Sum(), predicted[k], 1e-10);
    }

    [Fact]
    public void An_autoregression_is_recovered()
    {
        // λ = .04 + x, x an AR(1) of .6 with shocks of .01: twelve clusters, 400 days.
        var rows = new List<LambdaRow>();
        for (var c = 0; c < 12; c++)
        {
            var stream = new RandomStream("test", "ar1", $"{c}");
            var x = 0.0;
            for (var t = 0; t < 400; t++)
            {
                x = (0.6 * x) + (0.01 * stream.NextNormal());
                rows.Add(Row(t, $"S{c:D2}", 0.04 + x));
            }
        }

        var panel = new LambdaPanel(rows);
        var term = Assert.Single(LambdaFitting.Fit(panel, WithTargets(panel), LambdaModel.GlobalAr1, Dates[0], Dates[399]).Terms);
        var slope = term.Coefficient / term.Scale;
        Assert.InRange(slope, 0.6 - (2 * 0.8 / Math.Sqrt(4800)), 0.6 + (2 * 0.8 / Math.Sqrt(4800)));
    }

    [Fact]
    public void Redundant_columns_change_no_prediction()
    {
        // λ = dispersion + volatility and trend = λ − prev: the full model offers four columns that hold two numbers. Scaling one of them, or
        // giving a second copy of λ as a risk, must not matter either.
        var rows = RandomRows(4, 160);
        var copied = rows.Select(r => r with { StabilityRisk = 3 * r.Lambda, Dispersion = 1000 * r.Dispersion }).ToArray();
        var (plain, more) = (new LambdaPanel(rows), new LambdaPanel(copied));
        var train = WithTargets(plain);
        var fit = LambdaFitting.Fit(plain, train, LambdaModel.GlobalLinearFull, Dates[0], Dates[159]);
        var other = LambdaFitting.Fit(more, train, LambdaModel.GlobalLinearFull, Dates[0], Dates[159]);
        Assert.Equal([LambdaFeature.LambdaTrend, LambdaFeature.AvgVolWindow], fit.Terms.Where(t => t.IsRedundant && t.Form == TermForm.Linear).Select(t => t.Feature));
        var (a, b) = (fit.Predict(plain, train), other.Predict(more, train));
        for (var k = 0; k < a.Length; k++)
            Assert.Equal(a[k], b[k], 1e-10);
    }

    [Fact]
    public void A_missing_feature_is_flagged_and_one_that_is_nowhere_is_left_out()
    {
        var rows = RandomRows(3, 120).Select((r, k) => r with { RegimeRisk = k % 7 == 0 ? double.NaN : (k % 11) / 10.0 }).ToArray();
        var panel = new LambdaPanel(rows);
        var train = WithTargets(panel);
        var fit = LambdaFitting.Fit(panel, train, LambdaModel.GlobalLinearFull, Dates[0], Dates[119]);
        Assert.Contains(fit.Terms, t => t is { Feature: LambdaFeature.RegimeRiskScore, Form: TermForm.Missing });
        Assert.DoesNotContain(fit.Terms, t => t.Feature is LambdaFeature.StabRiskScore or LambdaFeature.StabPWorsenAny or LambdaFeature.NumInstruments);
        Assert.All(fit.Predict(panel, train), p => Assert.InRange(p, 0, 0.1));
    }

    [Fact]
    public void Cluster_means_are_the_training_means_and_a_new_cluster_gets_the_mean_of_all()
    {
        var panel = new LambdaPanel([.. Rows("A", 0.01, 0.03, 0.05, 0.07), .. Rows("B", 0.10, 0.10, 0.10), Row(3, "C", 0.5)]);
        var train = Enumerable.Range(0, panel.Count).Where(k => panel[k].AsOf < Dates[2]).ToArray();
        var fit = LambdaFitting.Fit(panel, train, LambdaModel.ClusterMean, Dates[0], Dates[2]);
        Assert.Equal([0.04, 0.10], fit.Means.Select(m => m.Value), (x, y) => Math.Abs(x - y) < 1e-15);
        var last = Enumerable.Range(0, panel.Count).Where(k => panel[k].AsOf == Dates[3]).ToArray();
        Assert.Equal([0.04, 0.07], fit.Predict(panel, last), (x, y) => Math.Abs(x - y) < 1e-15);
        Assert.Equal([0.07, 0.5], LambdaFitting.Fit(panel, train, LambdaModel.Persistence, Dates[0], Dates[2]).Predict(panel, last));
    }

    [Fact]
    public void Week_and_month_are_means_of_the_sessions_the_cluster_was_there()
    {
        var values = Enumerable.Range(0, 30).Select(t => 0.01 + (0.001 * t * t)).ToArray();
        // Cluster B keeps the market's sessions going while A is away on days 27 and 28.
        var panel = new LambdaPanel([.. values.Select((v, t) => Row(t, "A", v)).Where((_, t) => t is not (27 or 28)), .. values.Select((v, t) => Row(t, "B", v))]);
        var last = Enumerable.Range(0, panel.Count).Single(k => panel[k].AsOf == Dates[29] && panel[k].Sector == "A");
        Assert.Equal((values[29] + values[26] + values[25]) / 3, panel.FeatureOf(last, LambdaFeature.LambdaWeek), 1e-15);
        Assert.Equal(values[8..27].Append(values[29]).Average(), panel.FeatureOf(last, LambdaFeature.LambdaMonth), 1e-15);
        Assert.True(double.IsNaN(panel.PreviousOf(last)));
    }

    [Fact]
    public void A_cluster_that_vanishes_on_the_next_session_has_no_next()
    {
        var panel = new LambdaPanel([Row(0, "A", 0.01), Row(2, "A", 0.02), Row(3, "A", 0.03), .. Rows("B", 1, 1, 1, 1)]);
        double[] expected = [double.NaN, 1, 1, 0.03, 1, double.NaN, double.NaN];
        Assert.Equal(expected, Enumerable.Range(0, panel.Count).Select(panel.NextOf));
        Assert.Equal(Dates[1], panel.NextSessionOf(0));
        Assert.Null(panel.NextSessionOf(panel.Count - 1));
    }

    private static int[] WithTargets(LambdaPanel panel) => Enumerable.Range(0, panel.Count).Where(k => !double.IsNaN(panel.NextOf(k))).ToArray();

    private static IEnumerable<LambdaRow> Rows(string sector, params double[] lambda) => lambda.Select((v, t) => Row(t, sector, v));

    private static LambdaRow Row(int session, string sector, double lambda)
        => new(Dates[session], "US_EQ", sector, "STABLE", 10, lambda / 3, lambda - (lambda / 3), lambda);

    private static LambdaRow[] RandomRows(int clusters, int sessions)
    {
        var rows = new List<LambdaRow>();
        for (var c = 0; c < clusters; c++)
        {
            var stream = new RandomStream("test", "lambda rows", $"{c}");
            for (var t = 0; t < sessions; t++)
            {
                var (dispersion, volatility) = (0.01 + (0.01 * stream.NextUniform()), 0.02 + (0.01 * stream.NextUniform()));
                rows.Add(new LambdaRow(Dates[t], "US_EQ", $"S{c}", "STABLE", 10, dispersion, volatility, dispersion + volatility));
            }
        }

        return [.. rows];
    }

    /// <summary>Gauss on XᵀX b = Xᵀy.</summary>
    private static double[] Solve(double[][] x, double[] y)
    {
        var n = x[0].Length;
        var m = new double[n, n + 1];
        for (var k = 0; k < x.Length; k++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                    m[i, j] += x[k][i] * x[k][j];
                m[i, n] += x[k][i] * y[k];
            }
        }

        for (var p = 0; p < n; p++)
        {
            for (var i = 0; i < n; i++)
            {
                if (i == p)
                    continue;
                var factor = m[i, p] / m[p, p];
                for (var j = p; j <= n; j++)
                    m[i, j] -= factor * m[p, j];
            }
        }

        return Enumerable.Range(0, n).Select(i => m[i, n] / m[i, i]).ToArray();
    }
}
