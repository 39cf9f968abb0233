using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.States.Regimes;

namespace Prometheus.Scenarios;

/// <summary>Draws scenario sets from what a market did (sheet B §9).</summary>
public static class ScenarioEngine
{
    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members;

    /// <param name="market">Nothing after the request's base window is read.</param>
    /// <param name="regimes">The regimes of the same market; needed only for a regime filter.</param>
    /// <exception cref="UserError">A request that no set can be made from, or a base window too short for its horizon.</exception>
    /// <exception cref="NothingMatchedError">No name passes the universe filter, or none has a return in the base window.</exception>
    public static ScenarioSet Generate(Market market, ScenarioRequest request, RegimeState? regimes = null)
    {
        RequireMarket(market, request);
        var source = ScenarioSource.Read(market, request, regimes, market.Sessions.Count - 1, keepUnobserved: false)
            ?? throw new NothingMatchedError(FormattableString.Invariant(
                $"market {market.Definition.MarketId} has no return for scenario set '{request.Name}' from {request.BaseDateStart:yyyy-MM-dd} to {request.BaseDateEnd:yyyy-MM-dd} that passes its universe filter"));
        var days = source.Sessions.Length;
        if (ScenarioDraws.Of(request, source, days) is { } drawn)
            return new ScenarioSet(request, source.Panel, days, drawn);
        throw new UserError(FormattableString.Invariant(
            $"no path of {request.HorizonDays} sessions can begin in the base window of '{request.Name}': it has {days} sessions with returns, {source.MayBegin.Count(b => b)} of them after its filters"));
    }

    internal static void RequireMarket(Market market, ScenarioRequest request)
    {
        OptionRules.Require(request);
        if (!string.Equals(request.Markets[0], market.Definition.MarketId, StringComparison.Ordinal))
            throw new UserError($"scenario set '{request.Name}' is of market {request.Markets[0]}, found market {market.Definition.MarketId}");
    }
}
