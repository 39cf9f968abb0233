using Prometheus.Backtest.Strategies;
using Prometheus.Core.Options;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;
using Prometheus.States.Stability;

namespace Prometheus.Examples;

/// <summary>
/// A strategy of one's own over a signal of the house: among names that rose over half a year, hold the thirty calmest by their stability
/// index, in equal parts. It sees the market only through the view, so it cannot look ahead; it holds no data, so it cannot hide any.
/// </summary>
public sealed class CalmTrendStrategy(CalmTrendParameters parameters) : IStrategy
{
    /// <summary>What campaigns, and every command of a program that hands it over, know it by. The version counts up when equal parameters decide otherwise.</summary>
    public static StrategyDefinition Definition { get; } =
        StrategyDefinition.Of("CALM_TREND", version: 1, new CalmTrendParameters(), parameters => new CalmTrendStrategy(parameters));

    /// <summary>Stability is computed before the walk, for every session at once; a strategy only names what it reads.</summary>
    public SignalNeeds Needs { get; } = new(Stability: StabilityOptions.Default);

    public Decision Decide(in SessionView view, Holdings holdings)
    {
        if (view.Session < parameters.LookbackSessions)
            return Decision.Hold;

        var calm = view.Signals.StabilityIndex.Row(view.Session);
        var now = view.Market.LogIndex.Row(view.Session);
        var then = view.Market.LogIndex.Row(view.Session - parameters.LookbackSessions);
        var rising = new List<(double Index, int Instrument)>();
        for (var i = 0; i < now.Length; i++)
        {
            // NaN is "not observed" and fails every comparison.
            if (view.Market.IsTradable(i) && now[i] > then[i] && calm[i] >= 0)
                rising.Add((calm[i], i));
        }

        var chosen = rising.Order().Take(parameters.Names).Select(r => r.Instrument).Order().ToArray();
        var weights = Enumerable.Repeat(1.0 / parameters.Names, chosen.Length).ToArray();
        return Decision.Weights(chosen, weights, chosen.Length == 0 ? "no name rose over half a year" : null);
    }
}

/// <summary>What there is to choose about <see cref="CalmTrendStrategy"/>, each within a range that is checked before anything runs.</summary>
public sealed record CalmTrendParameters
{
    /// <summary>A name must have risen over so many sessions.</summary>
    [Range(1, 504, Unit = "sessions")]
    public int LookbackSessions { get; init; } = 126;

    /// <summary>Names held, in equal parts.</summary>
    [Range(1, 500, Unit = "names")]
    public int Names { get; init; } = 30;
}
