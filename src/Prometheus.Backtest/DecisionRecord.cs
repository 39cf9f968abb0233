using Prometheus.Backtest.Strategies;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Risk;

namespace Prometheus.Backtest;

/// <summary>One decision and what became of it before orders.</summary>
/// <param name="Session">Row of the decision session.</param>
/// <param name="Decision">As the strategy returned it.</param>
/// <param name="Universe">The universe it chose from, or null.</param>
/// <param name="FinalInstruments">Columns of the final targets, ascending; empty for Hold.</param>
/// <param name="FinalWeights">Weights after the risk service.</param>
/// <param name="RiskActions">Empty where the risk service is off.</param>
/// <param name="Ordered">False for Hold and for the run's last session, which is logged but not ordered.</param>
public sealed record DecisionRecord(
    int Session,
    Decision Decision,
    UniverseSnapshot? Universe,
    int[] FinalInstruments,
    double[] FinalWeights,
    RiskAction[] RiskActions,
    bool Ordered);
