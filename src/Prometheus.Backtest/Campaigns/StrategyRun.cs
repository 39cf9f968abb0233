using Prometheus.Backtest.Metrics;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;

namespace Prometheus.Backtest.Campaigns;

/// <summary>A finished walk with what it is judged by.</summary>
/// <param name="Market">The market walked.</param>
/// <param name="Signals">The signals read.</param>
/// <param name="Walk">Equity, orders, fills, decisions, positions.</param>
/// <param name="Benchmark">Benchmark equity a session, NaN where unknown.</param>
/// <param name="Exposures">To λ, stability and regime, one a session.</param>
/// <param name="Metrics">Keys of <c>metrics_json</c> in ordinal order.</param>
/// <param name="Card">What to distrust.</param>
public sealed record StrategyRun(
    Market Market,
    Signals Signals,
    WalkResult Walk,
    double[] Benchmark,
    StateExposure[] Exposures,
    SortedDictionary<string, double> Metrics,
    DataCard Card)
{
    internal static StrategyRun Judge(
        Market market, Signals signals, WalkResult walk, double[] benchmark, double initialCash, double? riskFreePerYear, double sessionsPerYear)
    {
        var exposures = StateExposures.Of(walk.Daily, walk.Decisions, signals.Regime, signals.RegimeRisk, signals.Lambda is not null);
        return new StrategyRun(
            market,
            signals,
            walk,
            benchmark,
            exposures,
            Backtest.Metrics.RunMetrics.Of(market, walk, benchmark, initialCash, riskFreePerYear ?? 0, sessionsPerYear, exposures),
            DataCard.Of(market, walk, riskFreePerYear));
    }
}
