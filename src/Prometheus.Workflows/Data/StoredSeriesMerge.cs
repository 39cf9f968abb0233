using Prometheus.Sources.Series;
using Prometheus.Stores;

namespace Prometheus.Workflows.Data;

/// <summary>Lays the values of a file over the stored ones of the same source.</summary>
/// <param name="Series">All values afterwards.</param>
/// <param name="IsChanged">False where everything was there alike.</param>
/// <param name="Added">Values that are new.</param>
/// <param name="Changes">Old and new of every value that differs.</param>
internal sealed record StoredSeriesMerge(StoredSeries Series, bool IsChanged, int Added, IReadOnlyList<SeriesChange> Changes)
{
    /// <param name="stored">Null where nothing is stored that stays.</param>
    /// <param name="lagDays">Days from a date to the day its value is known.</param>
    public static StoredSeriesMerge Of(StoredSeries? stored, DailySeries file, string unit, string source, int lagDays)
    {
        var rows = new SortedDictionary<DateOnly, (DateOnly KnownOn, double Value)>();
        for (var k = 0; k < (stored?.Dates.Length ?? 0); k++)
            rows.Add(stored!.Dates[k], (stored.KnownOn[k], stored.Values[k]));
        var changed = stored is not null && stored.Unit != unit;
        var added = 0;
        var changes = new List<SeriesChange>();
        for (var k = 0; k < file.Dates.Length; k++)
        {
            var row = (KnownOn: file.Dates[k].AddDays(lagDays), Value: file.Values[k]);
            if (!rows.TryGetValue(file.Dates[k], out var before))
                added++;
            else if (before.Value != row.Value)
                changes.Add(new SeriesChange(file.SeriesId, file.Dates[k], before.Value, row.Value, source));
            else if (before.KnownOn == row.KnownOn)
                continue;
            rows[file.Dates[k]] = row;
            changed = true;
        }

        var series = new StoredSeries(
            file.SeriesId, unit, source, [.. rows.Keys], [.. rows.Values.Select(r => r.KnownOn)], [.. rows.Values.Select(r => r.Value)]);
        return new StoredSeriesMerge(series, changed, added, changes);
    }
}
