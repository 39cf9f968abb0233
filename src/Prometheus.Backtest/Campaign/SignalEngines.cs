using Prometheus.Core.Markets;
using Prometheus.Engines.Assessment;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;

namespace Prometheus.Backtest.Campaign;

/// <summary>The engines a campaign asks for signals.</summary>
internal sealed record SignalEngines(
    Func<Market, StabilityOptions, StabilityState> Stability,
    Func<Market, StabilityState, AssessmentOptions, AssessmentState> Assessment,
    Func<Market, StabilityState, AssessmentState, int[], UniverseOptions, UniverseState> Universe);
