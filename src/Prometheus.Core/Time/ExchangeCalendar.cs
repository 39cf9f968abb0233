using Prometheus.Core.Errors;

namespace Prometheus.Core.Time;

/// <summary>
/// The sessions of one venue, generated from its rules. A date outside the covered years is a <see cref="UserError"/>: there is no
/// fallback. Years are generated when first asked for; instances are safe to share between threads.
/// </summary>
public sealed class ExchangeCalendar
{
    private readonly VenueRules _rules;
    private readonly Lazy<TimeZoneInfo> _zone;
    private readonly Lazy<TradingSession[]>[] _years;

    public ExchangeCalendar(VenueRules rules)
    {
        _rules = rules;
        _zone = new Lazy<TimeZoneInfo>(() => FindZone(rules));
        _years = Enumerable.Range(rules.FirstYear, rules.LastYear - rules.FirstYear + 1)
            .Select(year => new Lazy<TradingSession[]>(() => Generate(year)))
            .ToArray();
    }

    /// <summary>Market identifier code, e.g. XNYS.</summary>
    public string Exchange => _rules.Exchange;

    public int FirstYear => _rules.FirstYear;

    public int LastYear => _rules.LastYear;

    /// <summary>All sessions from <paramref name="start"/> to <paramref name="end"/>, both included, ascending.</summary>
    /// <exception cref="UserError">A date outside the covered years, or start after end.</exception>
    public IReadOnlyList<TradingSession> Sessions(DateOnly start, DateOnly end)
    {
        if (start > end)
            throw new UserError(FormattableString.Invariant($"start {start:yyyy-MM-dd} lies after end {end:yyyy-MM-dd}"));
        RequireCovered(start);
        RequireCovered(end);
        var sessions = new List<TradingSession>(((end.DayNumber - start.DayNumber) * 252 / 365) + 8);
        for (var year = start.Year; year <= end.Year; year++)
        {
            foreach (var session in Year(year))
            {
                if (session.Date >= start && session.Date <= end)
                    sessions.Add(session);
            }
        }

        return sessions;
    }

    public bool IsSession(DateOnly date) => SessionOn(date) is not null;

    /// <summary>The session of the venue's local <paramref name="date"/>, or null where the venue is closed all day.</summary>
    /// <exception cref="UserError">A date outside the covered years.</exception>
    public TradingSession? SessionOn(DateOnly date)
    {
        RequireCovered(date);
        var sessions = Year(date.Year);
        var (low, high) = (0, sessions.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = sessions[middle].Date.CompareTo(date);
            if (order == 0)
                return sessions[middle];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }

    private static TimeZoneInfo FindZone(VenueRules rules)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone);
        }
        catch (TimeZoneNotFoundException notFound)
        {
            throw new UserError(
                $"the calendar of {rules.Exchange} needs the time zone {rules.TimeZone}, which this system's time zone database (tzdata) does not have",
                notFound);
        }
    }

    private void RequireCovered(DateOnly date)
    {
        if (date.Year < FirstYear || date.Year > LastYear)
        {
            throw new UserError(FormattableString.Invariant(
                $"the calendar of {Exchange} covers {FirstYear}-01-01 to {LastYear}-12-31, found {date:yyyy-MM-dd}"));
        }
    }

    private TradingSession[] Year(int year) => _years[year - FirstYear].Value;

    private TradingSession[] Generate(int year)
    {
        var closed = ClosedDays(year);
        var unusual = UnusualHours(year);
        var sessions = new List<TradingSession>(256);
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1))
        {
            if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || closed.Contains(date))
                continue;
            var usual = Array.FindLast(_rules.Hours, h => h.From <= date)!;
            var (open, close) = unusual.TryGetValue(date, out var special) ? (special.Open ?? usual.Open, special.Close) : (usual.Open, usual.Close);
            var kind = close < usual.Close ? SessionKind.Early : SessionKind.Full;
            sessions.Add(new TradingSession(date, kind, ToUtc(date, open), ToUtc(date, close), BreakOf(date, usual, open, close)));
        }

        return [.. sessions];
    }

    /// <summary>A session that opens after the break or closes before it is over has none.</summary>
    private TradingBreak? BreakOf(DateOnly date, VenueHours usual, TimeOnly open, TimeOnly close)
        => usual.BreakStart is { } start && usual.BreakEnd is { } end && open < start && end < close
            ? new TradingBreak(ToUtc(date, start), ToUtc(date, end))
            : null;

    /// <summary>A holiday near New Year may be observed in the neighbouring year, so three years are asked.</summary>
    private HashSet<DateOnly> ClosedDays(int year)
    {
        var holidays = new List<(DateOnly Day, HolidayRule Rule)>();
        foreach (var rule in _rules.Holidays)
        {
            for (var from = year - 1; from <= year + 1; from++)
            {
                if (rule.In(from) is { } day)
                    holidays.Add((day, rule));
            }
        }

        var named = holidays.Select(h => h.Day).ToHashSet();
        var closed = new HashSet<DateOnly>(named);
        foreach (var (day, rule) in holidays.OrderBy(h => h.Day))
        {
            if (rule.Substitute(day, closed.Contains) is { } substitute)
                closed.Add(substitute);
        }

        if (_rules.ClosesBetweenHolidays)
            closed.UnionWith(named.Where(d => named.Contains(d.AddDays(2))).Select(d => d.AddDays(1)));
        closed.UnionWith(_rules.Closures);
        return closed;
    }

    /// <summary>No open: the usual one.</summary>
    private Dictionary<DateOnly, (TimeOnly? Open, TimeOnly Close)> UnusualHours(int year)
    {
        var hours = new Dictionary<DateOnly, (TimeOnly?, TimeOnly)>();
        foreach (var rule in _rules.EarlyCloses)
        {
            if (rule.In(year) is { } day)
                hours[day] = (null, rule.Close);
        }

        foreach (var special in _rules.SpecialHours)
            hours[special.Date] = (special.Open, special.Close);
        return hours;
    }

    private DateTimeOffset ToUtc(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, _zone.Value.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>
/// One trading day of a venue. The date is the venue's local date; open and close are UTC instants. Null where it trades without a
/// <paramref name="Break"/>.
/// </summary>
public readonly record struct TradingSession(
    DateOnly Date, SessionKind Kind, DateTimeOffset OpenUtc, DateTimeOffset CloseUtc, TradingBreak? Break = null);

/// <summary>Whether a session runs to the venue's usual close.</summary>
public enum SessionKind
{
    Full,
    Early,
}

/// <summary>The pause inside a session, as UTC instants.</summary>
public readonly record struct TradingBreak(DateTimeOffset StartUtc, DateTimeOffset EndUtc);
