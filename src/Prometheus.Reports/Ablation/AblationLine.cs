using Prometheus.Backtest.Comparison;

namespace Prometheus.Reports.Ablation;

/// <summary>One sleeve with one choice of embeddings.</summary>
/// <param name="SleeveId">Of the run.</param>
/// <param name="RunId">Of the run.</param>
/// <param name="Variant">Which engines look at embeddings.</param>
/// <param name="HorizonSessions">Of its assessment.</param>
/// <param name="Failure">Why it did not finish; all numbers are NaN then. Null where it did.</param>
/// <param name="CumulativeReturn">A fraction.</param>
/// <param name="Sharpe">Annualised.</param>
/// <param name="MaxDrawdown">≤ 0, a fraction.</param>
/// <param name="GrossExposure">Mean share of the capital in names: a sleeve that only invests more earns more in good years.</param>
/// <param name="Difference">Run less the same sleeve without embeddings; null for that one itself, or where it failed.</param>
/// <param name="LambdaHighMinusLow">Mean return of the sessions after high λ̂ exposure less that after low; NaN where unknown.</param>
/// <param name="LambdaHighMinusLowT">Its t-statistic.</param>
/// <param name="SharpeByRegime">CRISIS, RISK_OFF, CARRY, NEUTRAL by the labels of the sleeve without embeddings; NaN where a regime has no days.</param>
public sealed record AblationLine(
    string SleeveId,
    string RunId,
    string Variant,
    int HorizonSessions,
    string? Failure,
    double CumulativeReturn,
    double Sharpe,
    double MaxDrawdown,
    double GrossExposure,
    PairedReturns? Difference,
    double LambdaHighMinusLow,
    double LambdaHighMinusLowT,
    double[] SharpeByRegime);
