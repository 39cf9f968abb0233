using Prometheus.Sources.Prices;
using Prometheus.Stores;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Lays the corporate actions of a file over those stored. Between its first and last row the file is the whole truth of its source; on the
/// first date it can state an action but not imply one, so what is stored there stays unless the file has its own.
/// </summary>
/// <param name="Actions">All actions afterwards, in key order.</param>
/// <param name="Changes">Old and new of every action within the stored history that differs.</param>
/// <param name="IsChanged">False where the stored actions stay as they are.</param>
internal sealed record ActionMerge(IReadOnlyList<ActionRecord> Actions, IReadOnlyList<PriceChange> Changes, bool IsChanged)
{
    /// <param name="lastStored">Last stored bar before the import: what lies behind it is new, not changed.</param>
    public static ActionMerge Of(IReadOnlyList<ActionRecord> stored, ImportedSeries file, DateOnly lastStored)
    {
        var stated = RecordsOf(file);
        var own = stated.Select(a => (a.ExDate, a.Kind)).ToHashSet();
        var kept = stored.Where(a => !own.Contains((a.ExDate, a.Kind)) && (a.ExDate <= file.Dates[0] || a.ExDate > file.Dates[^1]));
        var after = kept.Concat(stated).OrderBy(a => a.ExDate).ThenBy(a => a.Kind, StringComparer.Ordinal).ToArray();
        return new ActionMerge(after, Compare(stored, after, file, lastStored), !stored.SequenceEqual(after));
    }

    public static ActionRecord[] RecordsOf(ImportedSeries series)
        => [.. series.Actions.Select(a => new ActionRecord(series.InstrumentId, a.ExDate, StoredName.Of(a.Kind), a.Value, series.Source, a.Implied))];

    private static List<PriceChange> Compare(IReadOnlyList<ActionRecord> before, IReadOnlyList<ActionRecord> after, ImportedSeries file, DateOnly lastStored)
    {
        var old = before.ToDictionary(a => (a.ExDate, a.Kind), a => a.Value);
        var now = after.ToDictionary(a => (a.ExDate, a.Kind), a => a.Value);
        var changes = new List<PriceChange>();
        foreach (var (date, kind) in old.Keys.Union(now.Keys).Order())
        {
            var (oldValue, newValue) = (old.GetValueOrDefault((date, kind), double.NaN), now.GetValueOrDefault((date, kind), double.NaN));
            if (oldValue != newValue && date <= lastStored)
                changes.Add(new PriceChange(file.InstrumentId, date, kind, oldValue, newValue, file.Source));
        }

        return changes;
    }
}
