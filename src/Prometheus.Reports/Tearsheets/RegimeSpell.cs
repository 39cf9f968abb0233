namespace Prometheus.Reports.Tearsheets;

/// <summary>Sessions in a row under one regime.</summary>
/// <param name="Label">CRISIS, RISK_OFF, CARRY or NEUTRAL.</param>
/// <param name="Start">First date.</param>
/// <param name="End">The date after the last, or the run's last.</param>
public sealed record RegimeSpell(string Label, DateOnly Start, DateOnly End)
{
    /// <param name="dates">Ascending.</param>
    /// <param name="labels">One a date, null where there is none; empty where none is known at all.</param>
    public static RegimeSpell[] Of(ReadOnlySpan<DateOnly> dates, ReadOnlySpan<string?> labels)
    {
        var spells = new List<RegimeSpell>();
        for (var first = 0; first < labels.Length;)
        {
            var end = first + 1;
            while (end < labels.Length && labels[end] == labels[first])
                end++;
            if (labels[first] is { } label)
                spells.Add(new RegimeSpell(label, dates[first], dates[Math.Min(end, dates.Length - 1)]));
            first = end;
        }

        return [.. spells];
    }
}
