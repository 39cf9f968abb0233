using Prometheus.Backtest.Strategies;
using Prometheus.Opinions.Signals;

namespace Prometheus.Backtest.Campaigns;

/// <summary>What a sleeve will do, known before anything is computed.</summary>
/// <param name="Manifest">Ids and options.</param>
/// <param name="Strategy">The house's, made from the options, or the user's own.</param>
/// <param name="Needs">What the strategy reads, and what every run records.</param>
/// <param name="First">Row of the first session walked.</param>
/// <param name="Last">Row of the last session walked.</param>
/// <param name="Decisions">Rows of the decisions.</param>
/// <param name="Known">The rows whose closes the decisions know.</param>
internal sealed record SleevePlan(
    RunManifest Manifest, IStrategy Strategy, SignalNeeds Needs, int First, int Last, int[] Decisions, int[] Known);
