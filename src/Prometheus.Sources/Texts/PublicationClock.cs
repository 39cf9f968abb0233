using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Texts;

/// <summary>Reads when something was published and says from which session on it may be used.</summary>
/// <param name="datesAlone">Takes a date without a time as the end of that day at the venue, instead of refusing it.</param>
internal sealed partial class PublicationClock(MarketDefinition market, bool datesAlone)
{
    private readonly ExchangeCalendar _calendar = ExchangeCalendars.Get(market.Exchange);
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(market.TimeZone);

    /// <summary>The rule the text breaks, or null.</summary>
    /// <param name="timestamp">In UTC.</param>
    /// <param name="knownOn">First session whose cut-off is later.</param>
    public QualityRule? Read(string text, out DateTimeOffset timestamp, out DateOnly knownOn)
    {
        (timestamp, knownOn) = (default, default);
        var isDate = DateAlone().IsMatch(text);
        if (isDate && !datesAlone)
            return FactRules.DateAlone;
        if (isDate)
        {
            if (DateText.Parse(Encoding.ASCII.GetBytes(text), out var day) != DateReading.Valid)
                return FactRules.Timestamp;
            if (!IsCovered(day))
                return FactRules.Covered;
            var local = day.ToDateTime(new TimeOnly(23, 59, 59));
            timestamp = new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
            knownOn = DecisionCutOff.SessionAfter(_calendar, day);
            return null;
        }

        if (!Instant().IsMatch(text) || !DateTimeOffset.TryParse(text.Replace("UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out timestamp))
            return FactRules.Timestamp;
        if (!IsCovered(DateOnly.FromDateTime(timestamp.UtcDateTime)))
            return FactRules.Covered;
        timestamp = new DateTimeOffset(timestamp.UtcTicks - (timestamp.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        knownOn = DecisionCutOff.SessionOf(_calendar, timestamp);
        return null;
    }

    /// <summary>The first session after a day, or the day as it was stated; the rule that is broken, or null.</summary>
    /// <param name="stated">Text of <c>known_on</c>; empty where it was not stated.</param>
    public QualityRule? Read(DateOnly day, string stated, out DateOnly knownOn)
    {
        knownOn = default;
        if (!IsCovered(day))
            return FactRules.Covered;
        if (stated.Length == 0)
            knownOn = DecisionCutOff.SessionAfter(_calendar, day);
        else if (DateText.Parse(Encoding.UTF8.GetBytes(stated), out knownOn) != DateReading.Valid)
            return FactRules.Date;
        return knownOn < day ? FactRules.KnownOn : null;
    }

    /// <summary>A session must follow, so the last month of the calendar is left out.</summary>
    public bool IsCovered(DateOnly day) => day >= new DateOnly(_calendar.FirstYear, 1, 2) && day < new DateOnly(_calendar.LastYear, 12, 1);

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d|\d{8})([ T]00:00(:00(\.0+)?)?)?$")]
    private static partial Regex DateAlone();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,7})?)? ?(Z|z|UTC|GMT|[+-]\d\d:?\d\d)$")]
    private static partial Regex Instant();
}
