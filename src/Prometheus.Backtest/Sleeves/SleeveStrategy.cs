using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Ledger;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;

namespace Prometheus.Backtest.Sleeves;

/// <summary>The house strategy: the universe's members, weighed by <c>basic-longonly-v1</c>. It holds options and nothing else.</summary>
public sealed class SleeveStrategy : IStrategy
{
    private readonly SleeveOptions _options;
    private readonly int _horizonSessions;

    /// <param name="options">Horizons in here are overridden.</param>
    /// <param name="horizonSessions">H of the sleeve.</param>
    public SleeveStrategy(SleeveOptions options, int horizonSessions)
    {
        _options = options;
        _horizonSessions = horizonSessions;
        Needs = NeedsOf(options, horizonSessions);
    }

    public SignalNeeds Needs { get; }

    public Decision Decide(in SessionView view, Holdings holdings)
    {
        var universe = view.Signals.Universe
            ?? throw new ModelError(FormattableString.Invariant($"no universe was decided on {view.Market.Date:yyyy-MM-dd}"));
        var label = _options.RegimeRules is null ? null : view.Signals.Regime;
        var scale = _options.RegimeRules?.ScaleIn(label) ?? 1;
        var book = PortfolioEngine.Build(
            view.Market, view.Signals, universe, holdings, _options.Portfolio, _options.Simulator.Costs, _horizonSessions, scale);
        if (book is null)
            return Decision.Hold;
        return Decision.Weights(book.Instruments, book.Weights, ReasonOf(label, scale, book), book);
    }

    private static string? ReasonOf(RegimeLabel? label, double scale, PortfolioState book)
    {
        if (scale != 1)
            return FormattableString.Invariant($"regime {RegimeRules.NameOf(label!.Value)}: {scale} of the wanted weights, the rest in cash");
        return Array.TrueForAll(book.Weights, w => w == 0) ? "no member is expected to earn more than a round trip costs" : null;
    }

    private static SignalNeeds NeedsOf(SleeveOptions options, int horizonSessions)
    {
        var (assessment, universe) = (options.At(horizonSessions).Assessment, options.At(horizonSessions).Universe);
        var isLimited = universe.MaximumFragility is not null || options.Risk?.ShortCandidateExposureCap is not null;
        var fragility = options.Fragility ?? (isLimited ? FragilityOptions.Default : null);
        var readsRegime = options.RegimeRules is not null || universe.RegimeSizes is not null || fragility is not null;
        return new SignalNeeds(options.Stability, assessment, universe)
        {
            Regime = readsRegime ? options.RegimeRules?.Model ?? RegimeOptions.Default : null,
            Imported = options.Imported,
            Context = options.Context,
            Lambda = options.Lambda,
            Fragility = fragility,
        };
    }
}
