using Prometheus.Core.Errors;

namespace Prometheus.Core.Time;

/// <summary>The venues this build knows.</summary>
public static class ExchangeCalendars
{
    private static readonly ExchangeCalendar[] Known = [new(XlonRules.Rules), new(XnysRules.Rules), new(XtksRules.Rules)];

    public static IReadOnlyList<ExchangeCalendar> All => Known;

    /// <exception cref="UserError">An unknown exchange id.</exception>
    public static ExchangeCalendar Get(string exchange)
        => Array.Find(Known, c => c.Exchange == exchange)
            ?? throw new UserError($"unknown exchange '{exchange}', expected one of {string.Join(", ", Known.Select(c => c.Exchange))}");
}
