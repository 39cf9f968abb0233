using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Sources.Records;
using Prometheus.Stores;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.Facts;

/// <summary>What every import of texts and fundamentals leaves besides its rows: the refused ones and the file itself.</summary>
internal static class FactBookkeeping
{
    /// <param name="options">What the file was read with, the path left out.</param>
    public static void Save<TRecord, TOptions>(
        DatabaseTransaction unit, MarketDefinition market, string path, FactReading<TRecord> reading, TOptions options, string source, int kept)
    {
        QualityStore.Replace(unit, market.MarketId, [reading.File], [], reading.Refused.Select(
            e => new QualityRecord(e.File, e.Line, e.Rule, QualityRecord.Error, e.InstrumentId, e.Date, e.Expected, e.Found)));
        ImportedFileStore.Save(unit, new ImportedFile(
            market.MarketId,
            reading.File,
            ContentDigest.Of(path),
            StableId.HashOf(options),
            source,
            reading.RowsRead,
            kept,
            reading.Refused.Count,
            RowsSkipped: reading.RowsRepeated + reading.RowsEmpty,
            RowsFlagged: 0));
    }

    public static ImportFactsSummary Summary<TRecord>(
        FactReading<TRecord> reading, IReadOnlyList<DateOnly> knownOn, (int Added, int Changed) saved,
        IReadOnlyList<(string Name, int Count)> unknown, params (string What, long Count)[] further) => new()
        {
            RowsRead = reading.RowsRead,
            Refused = reading.Refused,
            RowsRepeated = reading.RowsRepeated,
            RowsEmpty = reading.RowsEmpty,
            Records = knownOn.Count,
            FirstKnownOn = knownOn.Count == 0 ? default : knownOn.Min(),
            LastKnownOn = knownOn.Count == 0 ? default : knownOn.Max(),
            Added = saved.Added,
            Changed = saved.Changed,
            UnknownNames = unknown,
            Further = further,
        };
}
