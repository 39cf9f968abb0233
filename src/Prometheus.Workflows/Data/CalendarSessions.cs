using Prometheus.Core.Markets;
using Prometheus.Core.Time;

namespace Prometheus.Workflows.Data;

/// <summary>All sessions that a market's calendar covers.</summary>
internal static class CalendarSessions
{
    public static SessionAxis Of(MarketDefinition market)
    {
        var calendar = ExchangeCalendars.Get(market.Exchange);
        return new SessionAxis(calendar.Sessions(new DateOnly(calendar.FirstYear, 1, 1), new DateOnly(calendar.LastYear, 12, 31)).Select(s => s.Date));
    }
}
