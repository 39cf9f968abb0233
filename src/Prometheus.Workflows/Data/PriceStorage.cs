using Prometheus.Core.Markets;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Quality;
using Prometheus.Stores;
using Prometheus.Stores.Tiles;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Stores price series of one market: bars, series, sessions, tiles, corporate actions, quality events and changes in one transaction of the
/// historical database, or nothing at all. Unknown instruments become known in the runtime database just before it commits.
/// </summary>
internal sealed class PriceStorage
{
    private readonly DatabasePair _databases;
    private readonly MarketDefinition _market;
    private readonly bool _replace;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, PriceSeries> _stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _currencies = new(StringComparer.Ordinal);

    // What arrived, sorted by what has to happen to it.
    private readonly List<(PriceSeries Series, PriceRows Rows, IReadOnlyList<ActionRecord> Actions)> _added = [];
    private readonly List<(PriceSeries Before, PriceRows Rows, ImportedSeries File)> _known = [];
    private readonly List<(PriceSeries Before, PriceSeries After)> _replaced = [];
    private readonly List<(string Id, string Symbol)> _withBars = [];
    private readonly List<string> _ids = [];
    private readonly List<QualityEvent> _events = [];

    // What it came to.
    private readonly List<PriceSeries> _newSeries = [];
    private readonly List<PriceRows> _changedRows = [];
    private readonly SortedSet<int> _years = [];
    private readonly List<PriceChange> _changes = [];
    private readonly List<(string Id, IReadOnlyList<ActionRecord> Actions)> _actions = [];
    private long _rowsAdded;
    private long _rowsChanged;
    private int _seriesUpdated;

    public PriceStorage(DatabasePair databases, MarketDefinition market, bool replace, CancellationToken cancellation)
        => (_databases, _market, _replace, _cancellation) = (databases, market, replace, cancellation);

    /// <param name="series">Each instrument once; read to its end while bars are being written.</param>
    /// <param name="looseEvents">Asked once all series were read: findings that belong to no instrument.</param>
    /// <param name="finish">Writes what else belongs to the same transaction.</param>
    /// <exception cref="UserError">A series comes from another source than the stored one; the stored data are untouched.</exception>
    public PriceStorageSummary Store(
        IEnumerable<ImportedSeries> series,
        IReadOnlyCollection<string> files,
        Func<IReadOnlyList<QualityEvent>> looseEvents,
        Action<DatabaseTransaction> finish)
    {
        using var unit = PriceStore.BeginWriting(_databases.Historical);
        PriceBookkeeping.Rebuild(unit, _databases.Runtime, _market.MarketId, onlyWhereOutOfStep: true, _cancellation);
        foreach (var stored in PriceStore.ReadSeries(unit, DateOnly.MaxValue))
            _stored.Add(stored.InstrumentId, stored);
        foreach (var instrument in InstrumentStore.ReadMarket(_databases.Runtime, _market.MarketId))
            _currencies.Add(instrument.InstrumentId, instrument.Currency);

        PriceStore.AddRows(unit, NewOnes(series));
        _events.AddRange(looseEvents());
        var created = MakeInstrumentsKnown();
        StoreReplaced(unit);
        StoreKnown(unit);
        StoreRest(unit, files);
        finish(unit);
        unit.Commit();
        return new PriceStorageSummary
        {
            InstrumentsCreated = created,
            SeriesAdded = _added.Count,
            SeriesReplaced = _replaced.Count,
            SeriesUpdated = _seriesUpdated,
            RowsAdded = _rowsAdded,
            RowsChanged = _rowsChanged,
            ValuesChanged = _changes.Count,
            SeriesWithNewActions = _actions.Count,
        };
    }

    /// <summary>Hands out the series that nothing is stored of and keeps the others for later.</summary>
    private IEnumerable<(PriceSeries Series, PriceRows Rows)> NewOnes(IEnumerable<ImportedSeries> arriving)
    {
        foreach (var file in arriving)
        {
            _events.AddRange(file.Events);
            _ids.Add(file.InstrumentId);
            if (file.Count == 0)
                continue;
            _withBars.Add((file.InstrumentId, file.VendorSymbol));
            var rows = RowsOf(file);
            var series = SeriesOf(file, rows);
            if (!_stored.TryGetValue(file.InstrumentId, out var before))
            {
                _added.Add((series, rows, ActionMerge.RecordsOf(file)));
                yield return (series, rows);
            }
            else if (MayReplace(before, series, file))
            {
                _added.Add((series, rows, ActionMerge.RecordsOf(file)));
                _replaced.Add((before, series));
            }
            else
            {
                _known.Add((before, rows, file));
            }
        }
    }

    /// <summary>True where the series takes the place of a stored one, false where it continues it.</summary>
    private bool MayReplace(PriceSeries before, PriceSeries after, ImportedSeries file)
    {
        if (before.MarketId != after.MarketId)
        {
            throw new UserError(
                $"{after.InstrumentId} belongs to market {before.MarketId}, so its prices in {PlaceOf(file)} cannot be imported into {after.MarketId}");
        }

        if (before.Source == after.Source && before.Basis == after.Basis)
            return false;
        return _replace
            ? true
            : throw new UserError(
                $"{after.InstrumentId} has {StoredName.Of(before.Basis)} prices of source '{before.Source}', "
                + $"found {StoredName.Of(after.Basis)} prices of source '{after.Source}' in {PlaceOf(file)}: "
                + "give --replace to exchange them or another --suffix to keep both");
    }

    private static string PlaceOf(ImportedSeries file) => file.Files.Count > 0 ? file.Files[0] : $"the {file.Source} market";

    private PriceSeries SeriesOf(ImportedSeries file, PriceRows rows) => new(
        file.InstrumentId,
        _market.MarketId,
        file.Source,
        file.Basis,
        _currencies.GetValueOrDefault(file.InstrumentId, _market.Currency),
        rows.Dates[0],
        rows.Dates[^1],
        rows.Count);

    private static PriceRows RowsOf(ImportedSeries file) => new(
        file.InstrumentId,
        file.Dates,
        [file.Open, file.High, file.Low, file.Close, file.AdjustedClose, file.Volume],
        Array.ConvertAll(file.Flags, f => (int)f));

    private int MakeInstrumentsKnown()
    {
        var known = InstrumentStore.Read(_databases.Runtime, _withBars.ConvertAll(n => n.Id)).ToDictionary(i => i.InstrumentId, StringComparer.Ordinal);
        if (known.Values.FirstOrDefault(i => i.MarketId != _market.MarketId) is { } stranger)
            throw new UserError($"{stranger.InstrumentId} belongs to market {stranger.MarketId}, so its prices cannot be imported into {_market.MarketId}");
        var created = _withBars.Where(n => !known.ContainsKey(n.Id)).OrderBy(n => n.Id, StringComparer.Ordinal).ToArray();
        if (created.Length == 0)
            return 0;
        _databases.Runtime.InTransaction(unit =>
        {
            InstrumentStore.SaveMarket(unit, _market);
            InstrumentStore.Save(unit, Array.ConvertAll(created, n => AssumedInstrument.Of(_market, n.Id, n.Symbol)));
        });
        return created.Length;
    }

    private void StoreReplaced(DatabaseTransaction unit)
    {
        if (_replaced.Count > 0)
        {
            var ids = _replaced.Select(r => r.After.InstrumentId).ToHashSet(StringComparer.Ordinal);
            PriceStore.Remove(unit, ids);
            PriceStore.AddRows(unit, _added.Where(a => ids.Contains(a.Series.InstrumentId)).Select(a => (a.Series, a.Rows)));
            foreach (var (before, after) in _replaced)
            {
                PriceChangeStore.Add(unit, before, after);
                _years.UnionWith(Enumerable.Range(before.FirstDate.Year, before.LastDate.Year - before.FirstDate.Year + 1));
            }
        }

        foreach (var (series, rows, actions) in _added)
        {
            _rowsAdded += rows.Count;
            _newSeries.Add(series);
            _changedRows.Add(rows);
            _years.UnionWith(Enumerable.Range(series.FirstDate.Year, series.LastDate.Year - series.FirstDate.Year + 1));
            if (actions.Count > 0 || _stored.ContainsKey(series.InstrumentId))
                _actions.Add((series.InstrumentId, actions));
        }
    }

    private void StoreKnown(DatabaseTransaction unit)
    {
        if (_known.Count == 0)
            return;
        var ids = _known.ConvertAll(k => k.Before.InstrumentId);
        var actions = ActionStore.Read(unit, ids, DateOnly.MaxValue).ToLookup(a => a.InstrumentId, StringComparer.Ordinal);
        var files = _known.ToDictionary(k => k.Before.InstrumentId, StringComparer.Ordinal);
        var updates = new List<(PriceSeries Series, PriceRows Rows, IReadOnlyList<int> Touched)>();
        foreach (var stored in PriceStore.ReadRows(unit, ids, DateOnly.MaxValue))
        {
            _cancellation.ThrowIfCancellationRequested();
            var (before, rows, file) = files[stored.InstrumentId];
            var merge = SeriesMerge.Of(stored, rows, file.Source);
            if (merge.Touched.Count > 0)
            {
                var after = before with { FirstDate = merge.Rows.Dates[0], LastDate = merge.Rows.Dates[^1], Rows = merge.Rows.Count };
                updates.Add((after, merge.Rows, merge.Touched));
                _changes.AddRange(merge.Changes);
                _rowsAdded += merge.Added;
                _rowsChanged += merge.Touched.Count - merge.Added;
            }

            var merged = ActionMerge.Of([.. actions[stored.InstrumentId]], file, before.LastDate);
            _changes.AddRange(merged.Changes);
            if (merged.IsChanged)
                _actions.Add((stored.InstrumentId, merged.Actions));
        }

        if (updates.Count > 0)
            PriceStore.UpsertRows(unit, updates);
        _seriesUpdated = updates.Count;
        foreach (var (series, rows, touched) in updates)
        {
            _newSeries.Add(series);
            _changedRows.Add(rows);
            _years.UnionWith(touched.Select(row => rows.Dates[row].Year));
        }
    }

    private void StoreRest(DatabaseTransaction unit, IReadOnlyCollection<string> files)
    {
        if (_newSeries.Count > 0)
        {
            PriceStore.UpsertSeries(unit, _newSeries);
            if (!PriceUpkeep.Update(unit, _market.MarketId, _changedRows, _years, _cancellation))
                PriceBookkeeping.Rebuild(unit, _databases.Runtime, _market.MarketId, onlyWhereOutOfStep: false, _cancellation);
        }

        if (_actions.Count > 0)
            ActionStore.Replace(unit, _actions.ConvertAll(a => a.Id), _actions.SelectMany(a => a.Actions));
        PriceChangeStore.Add(unit, _changes);
        if (files.Count > 0)
            QualityStore.Replace(unit, _market.MarketId, files, _ids, _events.Select(RecordOf));
    }

    private static QualityRecord RecordOf(QualityEvent e)
        => new(e.File, e.Line, e.Rule, StoredName.Of(e.Severity), e.InstrumentId, e.Date, e.Expected, e.Found);
}

/// <summary>What storing price series changed. All zero where everything was there already.</summary>
public sealed record PriceStorageSummary
{
    /// <summary>Instruments that were not known before.</summary>
    public required int InstrumentsCreated { get; init; }

    /// <summary>Series that were stored for the first time or exchanged for those of another source.</summary>
    public required int SeriesAdded { get; init; }

    /// <summary>Of these, the exchanged ones.</summary>
    public required int SeriesReplaced { get; init; }

    /// <summary>Stored series with new or changed bars.</summary>
    public required int SeriesUpdated { get; init; }

    public required long RowsAdded { get; init; }

    /// <summary>Stored bars of which a value or a flag changed.</summary>
    public required long RowsChanged { get; init; }

    /// <summary>Values recorded in <c>price_changes</c>.</summary>
    public required long ValuesChanged { get; init; }

    /// <summary>Series whose corporate actions are new or changed.</summary>
    public required int SeriesWithNewActions { get; init; }
}

/// <summary>
/// Lays the rows of a file over the stored rows of the same source. A date of the file takes the file's row, a date without a row there
/// keeps what is stored: a file may hold the last year only.
/// </summary>
/// <param name="Rows">All bars afterwards.</param>
/// <param name="Touched">Indices into <paramref name="Rows"/> of bars that are new or changed, ascending.</param>
/// <param name="Added">How many of these are new.</param>
/// <param name="Changes">Old and new of every value that differs.</param>
internal sealed record SeriesMerge(PriceRows Rows, IReadOnlyList<int> Touched, int Added, IReadOnlyList<PriceChange> Changes)
{
    public static SeriesMerge Of(PriceRows stored, PriceRows file, string source)
    {
        var dates = new List<DateOnly>(stored.Count + 16);
        var origins = new List<(PriceRows From, int Row)>(stored.Count + 16);
        var touched = new List<int>();
        var changes = new List<PriceChange>();
        var added = 0;
        for (int s = 0, f = 0; s < stored.Count || f < file.Count;)
        {
            var fromFile = f < file.Count && (s == stored.Count || file.Dates[f] <= stored.Dates[s]);
            var onBoth = fromFile && s < stored.Count && file.Dates[f] == stored.Dates[s];
            if (fromFile && !(onBoth && IsSame(stored, s, file, f)))
            {
                touched.Add(dates.Count);
                added += onBoth ? 0 : 1;
                if (onBoth)
                    Compare(stored, s, file, f, source, changes);
            }

            dates.Add(fromFile ? file.Dates[f] : stored.Dates[s]);
            origins.Add(fromFile ? (file, f) : (stored, s));
            s += onBoth || !fromFile ? 1 : 0;
            f += fromFile ? 1 : 0;
        }

        return new SeriesMerge(touched.Count == 0 ? stored : Gather(stored.InstrumentId, dates, origins), touched, added, changes);
    }

    private static bool IsSame(PriceRows a, int i, PriceRows b, int j)
    {
        if (a.Flags[i] != b.Flags[j])
            return false;
        foreach (var field in PriceRows.Fields)
        {
            if (!IsSame(a[field][i], b[field][j]))
                return false;
        }

        return true;
    }

    private static void Compare(PriceRows stored, int s, PriceRows file, int f, string source, List<PriceChange> changes)
    {
        foreach (var field in PriceRows.Fields)
        {
            if (!IsSame(stored[field][s], file[field][f]))
                changes.Add(new PriceChange(stored.InstrumentId, stored.Dates[s], StoredName.Of(field), stored[field][s], file[field][f], source));
        }
    }

    /// <summary>Equal as stored: NaN is NULL on both sides, −0 is 0.</summary>
    private static bool IsSame(double a, double b) => a == b || (double.IsNaN(a) && double.IsNaN(b));

    private static PriceRows Gather(string id, List<DateOnly> dates, List<(PriceRows From, int Row)> origins)
    {
        var values = new double[PriceRows.Fields.Count][];
        foreach (var field in PriceRows.Fields)
            values[(int)field] = origins.Select(o => o.From[field][o.Row]).ToArray();
        return new PriceRows(id, [.. dates], values, origins.Select(o => o.From.Flags[o.Row]).ToArray());
    }
}
