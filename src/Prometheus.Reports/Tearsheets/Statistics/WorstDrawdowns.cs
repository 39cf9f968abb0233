namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>The deepest stays below a former peak.</summary>
public static class WorstDrawdowns
{
    /// <summary>At most <paramref name="count"/> spells that do not overlap, deepest first; ties: earlier first.</summary>
    /// <param name="dates">Session dates.</param>
    /// <param name="drawdown">≤ 0, one a session; NaN counts as still below where a spell is open.</param>
    /// <param name="count">Spells to return.</param>
    public static DrawdownSpell[] Of(ReadOnlySpan<DateOnly> dates, ReadOnlySpan<double> drawdown, int count)
    {
        var spells = new List<DrawdownSpell>();
        var peak = 0;
        var trough = -1;
        for (var t = 0; t < dates.Length; t++)
        {
            if (drawdown[t] < 0 && (trough < 0 || drawdown[t] < drawdown[trough]))
                trough = t;
            if (drawdown[t] == 0)
            {
                if (trough >= 0)
                    spells.Add(Spell(dates, drawdown, peak, trough, t));
                peak = t;
                trough = -1;
            }
        }

        if (trough >= 0)
            spells.Add(Spell(dates, drawdown, peak, trough, null));
        return [.. spells.OrderBy(s => s.Depth).ThenBy(s => s.Start).Take(count)];
    }

    private static DrawdownSpell Spell(ReadOnlySpan<DateOnly> dates, ReadOnlySpan<double> drawdown, int peak, int trough, int? end)
        => new(dates[peak], dates[trough], end is { } e ? dates[e] : null, drawdown[trough], trough - peak, (end ?? dates.Length - 1) - peak);
}
