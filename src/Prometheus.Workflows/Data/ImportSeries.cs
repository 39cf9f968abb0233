using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Series;
using Prometheus.States.Factors;
using Prometheus.Stores;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Reads daily series from one file and stores them: all of the file or nothing. A date of the file takes the file's value, a date without
/// a value there keeps what is stored. Importing twice changes nothing.
/// </summary>
public static class ImportSeries
{
    /// <exception cref="UserError">An unreadable file, columns that are not there, or another source than the stored one.</exception>
    public static ImportSeriesSummary Run(DatabasePair databases, ImportSeriesOptions options)
    {
        var market = MarketCatalog.Get(options.MarketId);
        OptionRules.Require(options);
        if (options.Target == SeriesTarget.Factors && options.File.Unit == SeriesUnit.Level)
            throw new UserError("factor returns need --unit percent or --unit fraction, found level");
        var reading = SeriesFile.Read(options.Path, options.File);
        if (options.Target == SeriesTarget.Factors && reading.Series.FirstOrDefault(s => Factor.IsBuilt(s.SeriesId, market.MarketId)) is { } built)
            throw new UserError($"{built.SeriesId} in {reading.File} is the id of a factor that is built from prices: give --prefix or another id");
        using var unit = databases.Historical.Begin();
        var stored = Stored(unit, options.Target, market).ToDictionary(s => s.SeriesId, StringComparer.Ordinal);
        var (changed, changes) = (new List<StoredSeries>(), new List<SeriesChange>());
        var (added, replaced) = (0L, 0);
        foreach (var series in reading.Series.Where(s => s.Dates.Length > 0))
        {
            var before = stored.GetValueOrDefault(series.SeriesId);
            if (before is not null && before.Source != options.Source)
            {
                RequireReplace(before, options, reading.File);
                before = null;
                replaced++;
            }

            var merge = StoredSeriesMerge.Of(before, series, UnitOf(options.File.Unit), options.Source, options.LagDays);
            if (!merge.IsChanged)
                continue;
            changed.Add(merge.Series);
            changes.AddRange(merge.Changes);
            added += merge.Added;
        }

        Save(unit, options, changed);
        SeriesStore.Add(unit, market.MarketId, changes);
        QualityStore.Replace(unit, market.MarketId, [reading.File], [], reading.Events.Select(RecordOf));
        ImportedFileStore.Save(unit, FileOf(options, reading));
        unit.Commit();
        return new ImportSeriesSummary(reading, added, changes.Count, replaced);
    }

    private static IReadOnlyList<StoredSeries> Stored(DatabaseTransaction unit, SeriesTarget target, MarketDefinition market)
        => target == SeriesTarget.Series
            ? SeriesStore.Read(unit, market.MarketId, DateOnly.MaxValue)
            : FactorStore.ReadImported(unit, market.MarketId, DateOnly.MaxValue);

    private static void Save(DatabaseTransaction unit, ImportSeriesOptions options, List<StoredSeries> changed)
    {
        if (changed.Count == 0)
            return;
        if (options.Target == SeriesTarget.Series)
            SeriesStore.Replace(unit, options.MarketId, changed);
        else
            FactorStore.ReplaceImported(unit, options.MarketId, changed);
    }

    private static void RequireReplace(StoredSeries before, ImportSeriesOptions options, string file)
    {
        if (!options.Replace)
        {
            throw new UserError(
                $"series {before.SeriesId} has values of source '{before.Source}', found source '{options.Source}' in {file}: "
                + "give --replace to exchange them or another id to keep both");
        }
    }

    private static string UnitOf(SeriesUnit unit) => unit == SeriesUnit.Level ? StoredSeries.Level : StoredSeries.Fraction;

    private static QualityRecord RecordOf(QualityEvent e)
        => new(e.File, e.Line, e.Rule, StoredName.Of(e.Severity), e.InstrumentId, e.Date, e.Expected, e.Found);

    private static ImportedFile FileOf(ImportSeriesOptions options, SeriesReading reading) => new(
        options.MarketId,
        reading.File,
        ContentDigest.Of(options.Path),
        StableId.HashOf(options with { Path = "" }),
        options.Source,
        reading.RowsRead,
        reading.RowsKept,
        reading.Events.Count,
        RowsSkipped: 0,
        RowsFlagged: 0);
}

/// <summary>What series to import, and how to read them.</summary>
public sealed record ImportSeriesOptions
{
    /// <summary>One file.</summary>
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    public SeriesFileOptions File { get; init; } = new();

    public SeriesTarget Target { get; init; } = SeriesTarget.Series;

    /// <summary>Calendar days from the date of a value to the day it is known.</summary>
    [Range(0, 3_650, Unit = "days")]
    public int LagDays { get; init; }

    /// <summary>Source label; one source a series.</summary>
    public string Source { get; init; } = "csv";

    /// <summary>Lets a series take the place of one that another source gave.</summary>
    public bool Replace { get; init; }
}

/// <summary>What an import of series came to.</summary>
/// <param name="Read">What stood in the file.</param>
/// <param name="RowsAdded">Values that were not stored before.</param>
/// <param name="RowsChanged">Stored values that changed, each recorded.</param>
/// <param name="SeriesReplaced">Series exchanged for those of another source.</param>
public sealed record ImportSeriesSummary(SeriesReading Read, long RowsAdded, long RowsChanged, int SeriesReplaced);

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

/// <summary>What imported series are.</summary>
public enum SeriesTarget
{
    /// <summary>What is known of the market as a whole, <c>series_daily</c>: engines read it, so it is part of the data digest.</summary>
    Series,

    /// <summary>Factor returns, <c>factors_daily</c>: to explain results with, read by no engine.</summary>
    Factors,
}
