using Prometheus.Core.Identity;

namespace Prometheus.Opinions.Lambda;

/// <summary>A fitted forecast: numbers only, so that applying it is the same today and tomorrow.</summary>
/// <param name="Model">Its kind.</param>
/// <param name="TrainStart">First date of the rows it may have seen.</param>
/// <param name="TrainEnd">Last date of the rows it may have seen, targets included.</param>
/// <param name="Intercept">Prediction at the training means; for <see cref="LambdaModel.ClusterMean"/> the mean over all clusters.</param>
/// <param name="Terms">Terms in the order they were offered.</param>
/// <param name="Means">Training means by cluster, ordinal order; empty but for <see cref="LambdaModel.ClusterMean"/>.</param>
public sealed record LambdaFit(
    LambdaModel Model, DateOnly TrainStart, DateOnly TrainEnd, double Intercept, EquatableList<LambdaTerm> Terms, EquatableList<ClusterLevel> Means)
{
    /// <summary>λ̂ of the session after each of <paramref name="rows"/>.</summary>
    public double[] Predict(LambdaPanel panel, ReadOnlySpan<int> rows)
    {
        var means = Means.ToDictionary(m => (m.MarketId, m.Sector, m.SoftTargetClass), m => m.Value);
        var predictions = new double[rows.Length];
        for (var k = 0; k < rows.Length; k++)
        {
            var row = panel[rows[k]];
            predictions[k] = Model switch
            {
                LambdaModel.Persistence => row.Lambda,
                LambdaModel.ClusterMean => means.GetValueOrDefault((row.MarketId, row.Sector, row.SoftTargetClass), Intercept),
                _ => Evaluate(panel, rows[k]),
            };
        }

        return predictions;
    }

    private double Evaluate(LambdaPanel panel, int row)
    {
        var sum = Intercept;
        foreach (var term in Terms)
        {
            if (!term.IsRedundant)
                sum += term.Coefficient * term.ValueOf(LambdaFitting.Offered(panel, row, term));
        }

        return sum;
    }
}
