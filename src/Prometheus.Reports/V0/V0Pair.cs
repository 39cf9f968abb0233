using Prometheus.Backtest.Comparison;

namespace Prometheus.Reports.V0;

/// <summary>Two runs of the flow that differ in one thing.</summary>
/// <param name="Question">What differs, the run first and what it is compared with second.</param>
/// <param name="SleeveId">Of the run.</param>
/// <param name="Difference">Run less the other, session by session.</param>
public sealed record V0Pair(string Question, string SleeveId, PairedReturns Difference);
