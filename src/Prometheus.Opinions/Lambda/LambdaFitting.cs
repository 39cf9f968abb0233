using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;

namespace Prometheus.Opinions.Lambda;

/// <summary>Fits a forecast of λ on the rows of a training range: pooled least squares on features standardised there.</summary>
public static class LambdaFitting
{
    private static readonly LambdaFeature[] Full =
    [
        LambdaFeature.LambdaValue, LambdaFeature.LambdaPrev, LambdaFeature.LambdaTrend, LambdaFeature.NumInstruments, LambdaFeature.Dispersion,
        LambdaFeature.AvgVolWindow, LambdaFeature.RegimeRiskScore, LambdaFeature.StabRiskScore, LambdaFeature.StabPWorsenAny,
    ];

    private static readonly LambdaFeature[] Har = [LambdaFeature.LambdaValue, LambdaFeature.LambdaWeek, LambdaFeature.LambdaMonth];

    /// <param name="panel">Rows with their neighbours.</param>
    /// <param name="rows">Training rows; each has a next λ that was known by <paramref name="trainEnd"/>.</param>
    /// <param name="model">Which forecast.</param>
    /// <param name="trainStart">First date of the range the rows came from.</param>
    /// <param name="trainEnd">Last date of that range.</param>
    /// <exception cref="ModelError">No training row.</exception>
    public static LambdaFit Fit(LambdaPanel panel, ReadOnlySpan<int> rows, LambdaModel model, DateOnly trainStart, DateOnly trainEnd)
    {
        if (rows.IsEmpty)
            throw new ModelError($"{LambdaModelNames.Of(model)} needs rows from {trainStart:yyyy-MM-dd} to {trainEnd:yyyy-MM-dd} whose next λ lies in that range, found none");
        return model switch
        {
            LambdaModel.Persistence => new LambdaFit(model, trainStart, trainEnd, 0, [], []),
            LambdaModel.ClusterMean => Means(panel, rows, trainStart, trainEnd),
            _ => Regression(panel, rows, model, trainStart, trainEnd),
        };
    }

    /// <summary>What a term sees of a row: a cluster that was not there on the session before stood still, and is flagged by its own term.</summary>
    internal static double Offered(LambdaPanel panel, int row, LambdaTerm term)
    {
        var value = panel.FeatureOf(row, term.Feature);
        if (!double.IsNaN(value) || term.Form == TermForm.Missing)
            return value;
        return term.Feature switch
        {
            LambdaFeature.LambdaPrev => panel[row].Lambda,
            LambdaFeature.LambdaTrend => 0,
            _ => value,
        };
    }

    private static LambdaFit Means(LambdaPanel panel, ReadOnlySpan<int> rows, DateOnly trainStart, DateOnly trainEnd)
    {
        var next = Targets(panel, rows);
        var clusters = new Dictionary<int, (LambdaRow Row, List<double> Values)>();
        for (var k = 0; k < rows.Length; k++)
        {
            var number = panel.ClusterOf(rows[k]);
            if (!clusters.TryGetValue(number, out var cluster))
                clusters.Add(number, cluster = (panel[rows[k]], []));
            cluster.Values.Add(next[k]);
        }

        var levels = clusters.Values
            .Select(c => new ClusterLevel(c.Row.MarketId, c.Row.Sector, c.Row.SoftTargetClass, LaneStatistics.Mean(c.Values.ToArray())))
            .OrderBy(l => l.MarketId, StringComparer.Ordinal).ThenBy(l => l.Sector, StringComparer.Ordinal).ThenBy(l => l.SoftTargetClass, StringComparer.Ordinal);
        return new LambdaFit(LambdaModel.ClusterMean, trainStart, trainEnd, LaneStatistics.Mean(next), [], [.. levels]);
    }

    private static LambdaFit Regression(LambdaPanel panel, ReadOnlySpan<int> rows, LambdaModel model, DateOnly trainStart, DateOnly trainEnd)
    {
        var terms = TermsOf(panel, rows, model);
        var columns = new List<double[]> { Enumerable.Repeat(1.0, rows.Length).ToArray() };
        foreach (var term in terms)
        {
            var column = new double[rows.Length];
            for (var k = 0; k < rows.Length; k++)
                column[k] = term.ValueOf(Offered(panel, rows[k], term));
            columns.Add(column);
        }

        var targets = Targets(panel, rows);
        var solution = model == LambdaModel.GlobalRidge ? LambdaRidge.Solve(columns, targets, DatesOf(panel, rows)) : LeastSquares.Solve(columns, targets);
        var fitted = terms.Select((term, k) => double.IsNaN(solution[k + 1]) ? term with { IsRedundant = true } : term with { Coefficient = solution[k + 1] });
        return new LambdaFit(model, trainStart, trainEnd, solution[0], [.. fitted], []);
    }

    /// <summary>The terms a model offers, standardised on the training rows; a feature that does not vary there says nothing.</summary>
    private static List<LambdaTerm> TermsOf(LambdaPanel panel, ReadOnlySpan<int> rows, LambdaModel model)
    {
        LambdaFeature[] features = model switch
        {
            LambdaModel.GlobalAr1 => [LambdaFeature.LambdaValue],
            LambdaModel.Har => Har,
            _ => [.. Full, .. Embedded(panel)],
        };
        var (linear, squares, flags) = (new List<LambdaTerm>(), new List<LambdaTerm>(), new List<LambdaTerm>());
        var observed = new List<double>(rows.Length);
        foreach (var feature in features)
        {
            observed.Clear();
            foreach (var row in rows)
            {
                if (panel.FeatureOf(row, feature) is var value && !double.IsNaN(value))
                    observed.Add(value);
            }

            var values = observed.ToArray();
            var (mean, scale) = (LaneStatistics.Mean(values), LaneStatistics.StandardDeviation(values));
            if (!(scale > 0) || !values.AsSpan().ContainsAnyExcept(values[0]))
                continue;
            linear.Add(new LambdaTerm(feature, TermForm.Linear, mean, scale, 0, false));
            if (model == LambdaModel.GlobalPoly2)
                squares.Add(new LambdaTerm(feature, TermForm.Square, mean, scale, 0, false));
            if (values.Length < rows.Length)
                flags.Add(new LambdaTerm(feature, TermForm.Missing, mean, scale, 0, false));
        }

        return [.. linear, .. squares, .. flags];
    }

    private static IEnumerable<LambdaFeature> Embedded(LambdaPanel panel)
        => panel.Components == 0 ? [] : Enumerable.Range(0, panel.Components).Select(k => LambdaFeature.Component00 + k).Prepend(LambdaFeature.ComponentDispersion);

    private static DateOnly[] DatesOf(LambdaPanel panel, ReadOnlySpan<int> rows)
    {
        var dates = new DateOnly[rows.Length];
        for (var k = 0; k < rows.Length; k++)
            dates[k] = panel[rows[k]].AsOf;
        return dates;
    }

    private static double[] Targets(LambdaPanel panel, ReadOnlySpan<int> rows)
    {
        var targets = new double[rows.Length];
        for (var k = 0; k < rows.Length; k++)
            targets[k] = panel.NextOf(rows[k]);
        return targets;
    }
}

/// <summary>The mean λ of a cluster.</summary>
public sealed record ClusterLevel(string MarketId, string Sector, string SoftTargetClass, double Value);

/// <summary>How a term uses its feature.</summary>
public enum TermForm
{
    Linear,
    Square,

    /// <summary>1 where the feature is missing, else 0.</summary>
    Missing,
}

/// <summary>One term of a fitted forecast: coefficient × form of the standardised feature.</summary>
/// <param name="Feature">What it looks at.</param>
/// <param name="Form">The standardised value, its square, or whether it is missing.</param>
/// <param name="Mean">Training mean of the feature.</param>
/// <param name="Scale">Training standard deviation of the feature.</param>
/// <param name="Coefficient">Of the standardised value; 0 where the terms before explain this one entirely.</param>
/// <param name="IsRedundant">True where it was left out for that reason.</param>
public sealed record LambdaTerm(LambdaFeature Feature, TermForm Form, double Mean, double Scale, double Coefficient, bool IsRedundant)
{
    /// <summary>The term of a feature's value before its coefficient. A missing value counts as the training mean.</summary>
    internal double ValueOf(double feature)
    {
        var z = double.IsNaN(feature) ? 0 : (feature - Mean) / Scale;
        return Form switch
        {
            TermForm.Linear => z,
            TermForm.Square => z * z,
            _ => double.IsNaN(feature) ? 1 : 0,
        };
    }
}
