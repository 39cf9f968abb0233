using Prometheus.Backtest.Metrics;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;

namespace Prometheus.Backtest.Campaigns;

/// <summary>A finished sleeve, complete: everything that is saved or drawn follows from this record.</summary>
/// <param name="Market">The market it ran on; sessions and instruments in the other members are its rows and columns.</param>
/// <param name="Signals">The signals it read.</param>
/// <param name="Daily">One record a session of the run, ascending.</param>
/// <param name="Benchmark">Benchmark equity a session, same length as <paramref name="Daily"/>, starting from the initial cash; NaN where unknown.</param>
/// <param name="Orders">By session, then instrument.</param>
/// <param name="Fills">In the order they were booked.</param>
/// <param name="Decisions">By session.</param>
/// <param name="Positions">By session.</param>
/// <param name="Metrics">Keys of <c>metrics_json</c> in ordinal order; NaN is stored as null.</param>
/// <param name="Card">What to distrust.</param>
public sealed record SleeveRun(
    RunManifest Manifest,
    Market Market,
    Signals Signals,
    DailyRecord[] Daily,
    double[] Benchmark,
    Order[] Orders,
    Fill[] Fills,
    DecisionRecord[] Decisions,
    PositionSnapshot[] Positions,
    SortedDictionary<string, double> Metrics,
    DataCard Card) : SleeveResult(Manifest)
{
    /// <summary>To λ, stability and regime, one a session of the run; empty where nobody asked.</summary>
    public StateExposure[] Exposures { get; init; } = [];

    /// <summary>What the book of each decision made on each scenario set the sleeve names; empty where it names none.</summary>
    public IReadOnlyList<DecisionScenarios> Scenarios { get; init; } = [];
}
