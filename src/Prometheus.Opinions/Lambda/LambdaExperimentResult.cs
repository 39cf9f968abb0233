namespace Prometheus.Opinions.Lambda;

/// <summary>What an experiment found.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Fit">The fitted model.</param>
/// <param name="Rows">Panel rows of the test range, ascending.</param>
/// <param name="Predictions">λ̂ of each of them.</param>
/// <param name="Metrics">How good they were.</param>
public sealed record LambdaExperimentResult(
    LambdaExperimentOptions Options, LambdaFit Fit, IReadOnlyList<int> Rows, IReadOnlyList<double> Predictions, LambdaMetrics Metrics)
{
    /// <summary>The predictions of one market as a lookup, known at the close of their own session.</summary>
    /// <param name="panel">The panel the experiment ran on.</param>
    /// <param name="marketId">Whose rows.</param>
    public LambdaPredictions ToPredictions(LambdaPanel panel, string marketId) => new(
        marketId,
        Options.ExperimentId,
        "lambda_hat",
        Rows.Select((row, k) => (Row: panel[row], Value: Predictions[k])).Where(p => p.Row.MarketId == marketId).Select(p => new LambdaPrediction(
            p.Row.AsOf, p.Row.MarketId, p.Row.Sector, p.Row.SoftTargetClass, p.Value, p.Row.AsOf, Options.TrainStart, Options.TrainEnd)));
}
