using Prometheus.Core.Fundamentals;

namespace Prometheus.States.Profiles;

/// <summary>
/// The statements of one issuer as known on a session: twelve months of flows, made of four consecutive quarters, else as reported for twelve
/// months, else of the last year; the last balance sheet; and both a year earlier.
/// </summary>
internal sealed class TrailingStatements
{
    /// <summary>Two period ends this close to a year apart are a year apart: fiscal calendars move by days.</summary>
    private const int YearTolerance = 20;

    private const int DaysOfYear = 365;

    /// <summary>Four quarters end at most this many days after each other.</summary>
    private const int QuarterDays = 110;

    private readonly Statement[] _all;

    public TrailingStatements(IReadOnlyList<Statement> statements)
        => _all = [.. statements.OrderBy(s => s.KnownOn).ThenBy(s => s.PeriodEnd).ThenBy(s => s.Type)
            .ThenBy(s => s.Frequency)];

    /// <summary>Whether anything was known on <paramref name="date"/>.</summary>
    public bool AnyOn(DateOnly date) => _all.Length > 0 && _all[0].KnownOn <= date;

    /// <summary>How many were known on <paramref name="date"/>: while that stays, so does everything that follows from them but their age.</summary>
    public int KnownOn(DateOnly date)
    {
        var count = 0;
        while (count < _all.Length && _all[count].KnownOn <= date)
            count++;
        return count;
    }

    /// <summary>Flows of a type that cover twelve months, the latest ending no earlier than <paramref name="oldest"/>; null where there are none.</summary>
    public Flows? FlowsOf(StatementType type, DateOnly date, DateOnly oldest)
    {
        var known = Known(type, date);
        return Best(known, end => end >= oldest);
    }

    /// <summary>The same for the twelve months before <paramref name="later"/>.</summary>
    public Flows? YearBefore(Flows later, StatementType type, DateOnly date)
        => Best(Known(type, date), end => Math.Abs(later.End.DayNumber - DaysOfYear - end.DayNumber) <= YearTolerance);

    /// <summary>The latest balance sheet no older than <paramref name="oldest"/>.</summary>
    public Statement? Balance(DateOnly date, DateOnly oldest)
        => Known(StatementType.BalanceSheet, date).Values.Where(s => s.PeriodEnd >= oldest)
            .OrderBy(s => s.PeriodEnd).ThenBy(s => s.KnownOn).ThenBy(s => s.Frequency).LastOrDefault();

    /// <summary>The one a year before <paramref name="later"/>.</summary>
    public Statement? YearBefore(Statement later, DateOnly date)
        => Known(StatementType.BalanceSheet, date).Values
            .Where(s => Math.Abs(later.PeriodEnd.DayNumber - DaysOfYear - s.PeriodEnd.DayNumber) <= YearTolerance)
            .OrderBy(s => s.PeriodEnd).ThenBy(s => s.KnownOn).ThenBy(s => s.Frequency).LastOrDefault();

    /// <summary>Of each frequency and period the version known last.</summary>
    private Dictionary<(StatementFrequency Frequency, DateOnly End), Statement> Known(StatementType type, DateOnly date)
    {
        var known = new Dictionary<(StatementFrequency, DateOnly), Statement>();
        foreach (var statement in _all)
        {
            if (statement.KnownOn > date)
                break;
            if (statement.Type == type)
                known[(statement.Frequency, statement.PeriodEnd)] = statement;
        }

        return known;
    }

    /// <summary>The flows that end last; of equal ends quarters before twelve months as reported before a year.</summary>
    private static Flows? Best(Dictionary<(StatementFrequency Frequency, DateOnly End), Statement> known, Func<DateOnly, bool> ends)
    {
        Flows? best = null;
        foreach (var candidate in Quarters(known).Concat(Whole(known, StatementFrequency.Ttm, "TTM")).Concat(Whole(known, StatementFrequency.Annual, "ANNUAL")))
        {
            if (ends(candidate.End) && (best is null || candidate.End > best.End))
                best = candidate;
        }

        return best;
    }

    private static IEnumerable<Flows> Whole(Dictionary<(StatementFrequency Frequency, DateOnly End), Statement> known, StatementFrequency frequency, string basis)
        => known.Where(k => k.Key.Frequency == frequency).OrderBy(k => k.Key.End).Select(k => new Flows(basis, k.Key.End, [k.Value]));

    private static IEnumerable<Flows> Quarters(Dictionary<(StatementFrequency Frequency, DateOnly End), Statement> known)
    {
        var quarters = known.Where(k => k.Key.Frequency == StatementFrequency.Quarterly).OrderBy(k => k.Key.End).Select(k => k.Value).ToArray();
        for (var last = 3; last < quarters.Length; last++)
        {
            var four = quarters[(last - 3)..(last + 1)];
            if (four.Zip(four.Skip(1)).All(p => p.Second.PeriodEnd.DayNumber - p.First.PeriodEnd.DayNumber <= QuarterDays))
                yield return new Flows("QUARTERS", four[^1].PeriodEnd, four);
        }
    }

    /// <summary>Twelve months of flows.</summary>
    /// <param name="Basis">QUARTERS, TTM or ANNUAL.</param>
    /// <param name="End">Last day covered.</param>
    /// <param name="Parts">Added up; an item that one of them does not state is NaN.</param>
    internal sealed record Flows(string Basis, DateOnly End, IReadOnlyList<Statement> Parts)
    {
        public double Of(string item)
        {
            var sum = 0.0;
            foreach (var part in Parts)
                sum += part[item];
            return sum;
        }
    }
}
