using Prometheus.Core.Markets;
using Prometheus.States.Regimes;

namespace Prometheus.Scenarios;

/// <summary>
/// One request as it could have been answered on each session of a walk: its base window cut at that session. Thread-safe; a set costs some
/// milliseconds and shares its days with the others, so ask once a session and let it go.
/// </summary>
public sealed class KnownScenarios
{
    /// <summary>Days a base window must have before paths are drawn from it: a year, as for every fit.</summary>
    public const int MinimumSessions = 252;

    private readonly Market _market;
    private readonly RegimeState? _regimes;
    private readonly Lazy<ScenarioSource?> _whole;

    /// <param name="regimes">The regimes of the same market; needed only for a regime filter.</param>
    /// <exception cref="Core.Errors.UserError">A request that no set can be made from.</exception>
    public KnownScenarios(Market market, ScenarioRequest request, RegimeState? regimes = null)
    {
        ScenarioEngine.RequireMarket(market, request);
        Request = request;
        _market = market;
        _regimes = regimes;
        _whole = new Lazy<ScenarioSource?>(() => Read(market.Sessions.Count - 1));
    }

    public ScenarioRequest Request { get; }

    /// <summary>
    /// The set of days ≤ <paramref name="session"/>, or null while there are fewer than <see cref="MinimumSessions"/> of them or none may be
    /// drawn. Its columns are the names the request lets pass; one that has no return yet is absent from every path.
    /// </summary>
    public ScenarioSet? At(int session)
    {
        if (Request.BaseDateStart is { } start && _market.Sessions[session] < start)
            return null;

        // Sectors are known as of the end of the window, so with a sector filter the names change with it.
        var source = Request.UniverseFilter.Sectors.Count > 0 ? Read(session) : _whole.Value;
        if (source is null)
            return null;
        var days = Array.BinarySearch(source.Sessions, session);
        days = days >= 0 ? days + 1 : ~days;
        return days >= MinimumSessions && ScenarioDraws.Of(Request, source, days) is { } drawn
            ? new ScenarioSet(Request, source.Panel, days, drawn)
            : null;
    }

    private ScenarioSource? Read(int last) => ScenarioSource.Read(_market, Request, _regimes, last, keepUnobserved: true);
}
