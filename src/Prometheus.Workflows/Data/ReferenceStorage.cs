using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Sources.Reference;
using Prometheus.Stores;

namespace Prometheus.Workflows.Data;

/// <summary>Writes instruments, issuers and dated facts to the runtime database, in the caller's transaction, and only what differs.</summary>
internal static class ReferenceStorage
{
    /// <param name="source">Who says so, for the facts.</param>
    public static ReferenceSummary SaveInstruments(DatabaseTransaction unit, IReadOnlyList<InstrumentRecord> records, string source)
    {
        var known = Known(unit, records.Select(r => r.InstrumentId));
        foreach (var market in records.Select(r => r.MarketId).Distinct(StringComparer.Ordinal))
            InstrumentStore.SaveMarket(unit, MarketCatalog.Get(market));
        var described = WithOneNameAnIssuer(records.Select(r => (Describe(r, known.GetValueOrDefault(r.InstrumentId)), r.Name)));
        var changed = described.Where(d => known.GetValueOrDefault(d.InstrumentId) != d).ToArray();
        InstrumentStore.Save(unit, changed);

        // A file states the present listing of an instrument: a corrected date takes the place of the earlier one.
        var stated = records.SelectMany(r => ListingFacts(r, source)).ToArray();
        var replaced = stated.Select(f => (f.InstrumentId, f.Kind)).ToHashSet();
        var written = SaveFacts(unit, stated, f => replaced.Contains((f.InstrumentId, f.Kind)));
        var created = changed.Count(c => !known.ContainsKey(c.InstrumentId));
        return new ReferenceSummary
        {
            RowsRead = records.Count,
            InstrumentsCreated = created,
            InstrumentsChanged = changed.Length - created,
            FactsWritten = written,
            FactsAssumed = 0,
            RowsWithoutValue = 0,
        };
    }

    /// <param name="market">Market of the instruments that are not known yet.</param>
    /// <param name="source">Who says so, for the facts.</param>
    public static ReferenceSummary SaveSectors(DatabaseTransaction unit, MarketDefinition market, IReadOnlyList<SectorRecord> records, string source)
    {
        var named = records.DistinctBy(r => r.InstrumentId).ToArray();
        var known = Known(unit, named.Select(r => r.InstrumentId));
        if (known.Values.FirstOrDefault(i => i.MarketId != market.MarketId) is { } stranger)
            throw new UserError($"{stranger.InstrumentId} belongs to market {stranger.MarketId}, so its sector cannot be imported into {market.MarketId}");
        InstrumentStore.SaveMarket(unit, market);
        var described = WithOneNameAnIssuer(named.Select(
            r => (known.GetValueOrDefault(r.InstrumentId) ?? AssumedInstrument.Of(market, r.InstrumentId, r.Symbol), r.Name)));
        var changed = described.Where(d => known.GetValueOrDefault(d.InstrumentId) != d).ToArray();
        InstrumentStore.Save(unit, changed);

        var facts = records.SelectMany(r => SectorFacts(r, source)).ToArray();
        var written = SaveFacts(unit, facts, isReplaced: _ => false);
        var created = changed.Count(c => !known.ContainsKey(c.InstrumentId));
        return new ReferenceSummary
        {
            RowsRead = records.Count,
            InstrumentsCreated = created,
            InstrumentsChanged = changed.Length - created,
            FactsWritten = written,
            FactsAssumed = facts.Count(f => f.Assumed),
            RowsWithoutValue = records.Count(r => r.Sector is null),
        };
    }

    /// <summary>Makes the facts of one kind about a market's instruments exactly these. Returns how many are new, changed or gone.</summary>
    public static int ReplaceFacts(DatabaseTransaction unit, MarketDefinition market, string kind, IReadOnlyList<InstrumentFact> facts)
    {
        var stored = FactStore.Read(unit, market.MarketId, DateOnly.MaxValue).Where(f => f.Kind == kind).ToArray();
        var keys = facts.Select(f => (f.InstrumentId, f.AsOfDate, f.KnownOn)).ToHashSet();
        var gone = stored.Where(f => !keys.Contains((f.InstrumentId, f.AsOfDate, f.KnownOn))).ToArray();
        var changed = facts.Except(stored).ToArray();
        if (changed.Length + gone.Length > 0)
            FactStore.Save(unit, changed, gone);
        return changed.Length + gone.Length;
    }

    private static Dictionary<string, InstrumentRow> Known(DatabaseTransaction unit, IEnumerable<string> ids)
        => InstrumentStore.Read(unit, ids.ToArray()).ToDictionary(i => i.InstrumentId, StringComparer.Ordinal);

    /// <summary>What the file leaves open stays as it is known.</summary>
    private static InstrumentRow Describe(InstrumentRecord record, InstrumentRow? known)
    {
        if (known is not null && known.MarketId != record.MarketId)
            throw new UserError($"{record.InstrumentId} belongs to market {known.MarketId}, found {record.MarketId}");
        var issuer = record.IssuerId.Length > 0 ? record.IssuerId : known?.IssuerId ?? record.InstrumentId;
        var name = known?.IssuerId == issuer ? known.IssuerName : issuer;
        return new InstrumentRow(
            record.InstrumentId, issuer, name, record.MarketId, record.AssetClass, record.Symbol, record.Exchange, record.Currency, Assumed: false);
    }

    /// <summary>Instruments of one issuer may come with different names; the issuer takes the first stated one, so that every import agrees.</summary>
    private static InstrumentRow[] WithOneNameAnIssuer(IEnumerable<(InstrumentRow Row, string Stated)> rows)
    {
        var all = rows.ToArray();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (row, stated) in all)
        {
            if (stated.Length > 0)
                names.TryAdd(row.IssuerId, stated);
        }

        return Array.ConvertAll(all, r => r.Row with { IssuerName = names.GetValueOrDefault(r.Row.IssuerId, r.Row.IssuerName) });
    }

    private static IEnumerable<InstrumentFact> ListingFacts(InstrumentRecord record, string source)
    {
        if (record.Listed is { } listed)
            yield return Fact(InstrumentFact.Listed, DateText(listed), listed, listed);
        if (record.Delisted is not { } delisted)
            yield break;
        var known = record.DelistingKnownOn ?? delisted;
        yield return Fact(InstrumentFact.Delisted, DateText(delisted), delisted, known);
        if (record.DelistingReturn is { } value)
            yield return Fact(InstrumentFact.DelistingReturn, value.ToString("R", CultureInfo.InvariantCulture), delisted, known);

        InstrumentFact Fact(string kind, string text, DateOnly asOf, DateOnly knownOn)
            => new(record.InstrumentId, kind, text, asOf, knownOn, Assumed: false, source);
    }

    private static IEnumerable<InstrumentFact> SectorFacts(SectorRecord record, string source)
    {
        foreach (var (kind, value) in new[]
        {
            (InstrumentFact.Sector, record.Sector), (InstrumentFact.Industry, record.Industry), (InstrumentFact.Country, record.Country),
        })
        {
            if (value is null)
                continue;
            yield return new InstrumentFact(
                record.InstrumentId, kind, value, record.AsOfDate ?? InstrumentFact.Beginning, record.KnownOn ?? InstrumentFact.Beginning, record.Assumed, source);
        }
    }

    /// <summary>Writes the facts that are not stored alike and removes those they take the place of. Returns how many were written.</summary>
    private static int SaveFacts(DatabaseTransaction unit, InstrumentFact[] facts, Func<InstrumentFact, bool> isReplaced)
    {
        var stored = FactStore.Read(unit, facts.Select(f => f.InstrumentId).Distinct(StringComparer.Ordinal).ToArray(), DateOnly.MaxValue);
        var keys = facts.Select(Key).ToHashSet();
        var gone = stored.Where(f => isReplaced(f) && !keys.Contains(Key(f))).ToArray();
        var changed = facts.Except(stored).ToArray();
        if (changed.Length + gone.Length > 0)
            FactStore.Save(unit, changed, gone);
        return changed.Length;

        static (string, string, DateOnly, DateOnly) Key(InstrumentFact f) => (f.InstrumentId, f.Kind, f.AsOfDate, f.KnownOn);
    }

    private static string DateText(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What an import of reference data came to.</summary>
public sealed record ReferenceSummary
{
    /// <summary>Rows of the file.</summary>
    public required int RowsRead { get; init; }

    /// <summary>Instruments that were not known before.</summary>
    public required int InstrumentsCreated { get; init; }

    /// <summary>Known instruments, or names of their issuers, that are described anew.</summary>
    public required int InstrumentsChanged { get; init; }

    /// <summary>Facts that are new or changed.</summary>
    public required int FactsWritten { get; init; }

    /// <summary>Facts of the file that came without dates and are assumed to hold from the beginning.</summary>
    public required int FactsAssumed { get; init; }

    /// <summary>Instruments that the file names without stating what it is about, such as a sector.</summary>
    public required int RowsWithoutValue { get; init; }
}
