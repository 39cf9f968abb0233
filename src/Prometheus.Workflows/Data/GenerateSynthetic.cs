using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Synthetic;
using Prometheus.Stores;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Stores a synthetic market the way an import would: instruments and facts, then prices, then what was written and reported. Generating it twice changes nothing; more
/// instruments add to what is there. Another seed, start or end is another market, since late listings move with its length.
/// </summary>
public static class GenerateSynthetic
{
    /// <exception cref="UserError">The store holds prices of other origin, or of another synthetic market, under one of the ids.</exception>
    public static GenerateSyntheticSummary Run(
        DatabasePair databases, GenerateSyntheticOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var definition = MarketCatalog.Get(options.MarketId);
        var market = SyntheticMarket.Create(options.Market, definition);
        var origin = new ImportedFile(
            definition.MarketId,
            SyntheticMarket.Source,
            ContentDigest: StableId.HashOf(options.Market),
            OptionsHash: StableId.HashOf(options.Market with { Instruments = 0 }),
            SyntheticMarket.Source,
            RowsRead: 0,
            RowsKept: 0,
            RowsQuarantined: 0,
            RowsSkipped: 0,
            RowsFlagged: 0);
        RefuseOtherOrigin(databases, market, origin);
        if (options.TruthPath is { } path)
            SyntheticTruthFile.Write(path, market.Truth());

        ReferenceSummary instruments, sectors;
        using (var unit = databases.Runtime.Begin())
        {
            instruments = ReferenceStorage.SaveInstruments(unit, market.Instruments, SyntheticMarket.Source);
            sectors = ReferenceStorage.SaveSectors(unit, definition, market.Sectors, SyntheticMarket.Source);
            unit.Commit();
        }

        var (rows, facts) = (0L, new SyntheticFactStorage(market));
        var stored = new PriceStorage(databases, definition, replace: false, cancellation).Store(
            Counted(market, facts, count => rows = count, progress, cancellation),
            files: [],
            looseEvents: () => [],
            unit => ImportedFileStore.Save(unit, origin with { RowsRead = rows, RowsKept = rows }));
        var written = facts.Save(databases);
        progress?.Report(new ImportProgress("storing", 1, rows));
        return new GenerateSyntheticSummary(market.Sessions.Count, instruments, sectors, stored, written);
    }

    private static IEnumerable<ImportedSeries> Counted(
        SyntheticMarket market, SyntheticFactStorage facts, Action<long> total, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var (done, rows) = (0, 0L);
        foreach (var series in market.Series(cancellation))
        {
            yield return series;
            facts.Add(series);
            rows += series.Count;
            progress?.Report(new ImportProgress("simulating", (double)++done / market.Instruments.Count, rows));
        }

        total(rows);
    }

    /// <summary>Asked before anything is written, since instruments, prices and facts are written in three transactions.</summary>
    private static void RefuseOtherOrigin(DatabasePair databases, SyntheticMarket market, ImportedFile origin)
    {
        var ids = market.Instruments.Select(i => i.InstrumentId).ToHashSet(StringComparer.Ordinal);
        var stored = PriceStore.ReadSeries(databases.Historical, DateOnly.MaxValue);
        if (stored.FirstOrDefault(s => ids.Contains(s.InstrumentId) && s.Source != SyntheticMarket.Source) is { } real)
            throw new UserError($"{real.InstrumentId} has prices of source '{real.Source}': generate the synthetic market in another home or database");
        if (ImportedFileStore.Read(databases.Historical, origin.MarketId, origin.File) is { } before && before.OptionsHash != origin.OptionsHash)
            throw new UserError("the store holds a synthetic market of another seed, start or end: generate this one in another home or database");
    }
}

/// <summary>Which synthetic market to generate.</summary>
public sealed record GenerateSyntheticOptions
{
    public required SyntheticMarketOptions Market { get; init; }

    public string MarketId { get; init; } = "US_EQ";

    /// <summary>File that takes the market's truth; null writes none.</summary>
    public string? TruthPath { get; init; }
}

/// <summary>What generating a synthetic market came to.</summary>
/// <param name="Sessions">Sessions of the market.</param>
/// <param name="Instruments">What it changed among instruments and listing facts.</param>
/// <param name="Sectors">What it changed among sector facts.</param>
/// <param name="Stored">What it changed among prices.</param>
/// <param name="FactRows">Articles, events, documents and statements added or changed.</param>
public sealed record GenerateSyntheticSummary(int Sessions, ReferenceSummary Instruments, ReferenceSummary Sectors, PriceStorageSummary Stored, long FactRows);
