using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Engines.Signals;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Backtest.Sleeves;

/// <summary>The house strategy: the universe's members, weighed by <c>basic-longonly-v1</c>. It holds options and nothing else.</summary>
public sealed class SleeveStrategy : IStrategy
{
    private readonly SleeveOptions _options;
    private readonly int _horizonSessions;

    /// <param name="options">All but the horizon.</param>
    /// <param name="horizonSessions">H of the sleeve; overrides the horizons inside the options.</param>
    public SleeveStrategy(SleeveOptions options, int horizonSessions)
    {
        _options = options;
        _horizonSessions = horizonSessions;
        Needs = new SignalNeeds(
            options.Stability,
            options.Assessment with { HorizonSessions = horizonSessions },
            options.Universe with { AssessmentHorizon = horizonSessions });
    }

    public SignalNeeds Needs { get; }

    public Decision Decide(in SessionView view, Holdings holdings)
    {
        var universe = view.Signals.Universe
            ?? throw new ModelError(FormattableString.Invariant($"no universe was decided on {view.Market.Date:yyyy-MM-dd}"));
        var book = PortfolioEngine.Build(
            view.Market, view.Signals, universe, holdings, _options.Portfolio, _options.Simulator.Costs, _horizonSessions);
        if (book is null)
            return Decision.Hold;
        var empty = Array.TrueForAll(book.Weights, w => w == 0);
        return Decision.Weights(book.Instruments, book.Weights, empty ? "no member is expected to earn more than a round trip costs" : null, book);
    }
}
