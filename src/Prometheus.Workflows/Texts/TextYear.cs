using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;

namespace Prometheus.Workflows.Texts;

/// <summary>The part of a calendar year that a request covers: one unit of long work.</summary>
internal readonly record struct TextYear(DateOnly First, DateOnly Last)
{
    public int Year => First.Year;

    public string Range => string.Create(CultureInfo.InvariantCulture, $"{First:yyyy-MM-dd}..{Last:yyyy-MM-dd}");

    public static IEnumerable<TextYear> Of(DateOnly start, DateOnly end)
    {
        for (var first = start; first <= end; first = new DateOnly(first.Year + 1, 1, 1))
            yield return new TextYear(first, end.Year == first.Year ? end : new DateOnly(first.Year, 12, 31));
    }

    /// <summary>The session from which the fit of a year serves.</summary>
    public static DateOnly FirstSession(MarketDefinition market, int year)
        => ExchangeCalendars.Get(market.Exchange).Sessions(new DateOnly(year, 1, 1), new DateOnly(year, 1, 31))[0].Date;
}
