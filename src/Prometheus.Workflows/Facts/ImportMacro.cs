using Prometheus.Core.Markets;
using Prometheus.Sources.Texts;
using Prometheus.Stores.Texts;

namespace Prometheus.Workflows.Facts;

/// <summary>Reads events of the economy and stores them: all of the file or nothing. Importing twice changes nothing.</summary>
public static class ImportMacro
{
    /// <exception cref="UserError">An unreadable file, or no usable row.</exception>
    public static ImportFactsSummary Run(DatabasePair databases, ImportTextsOptions options)
    {
        var market = MarketCatalog.Get(options.MarketId);
        var reading = MacroFile.Read(options.Path, options.File, market);
        var events = reading.Records.Select(EventOf).ToArray();
        using var unit = databases.Historical.Begin();
        var saved = MacroStore.Save(unit, market.MarketId, events);
        var sources = string.Join(',', events.Select(e => e.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(10));
        FactBookkeeping.Save(unit, market, options.Path, reading, options with { Path = "" }, sources, events.Length);
        unit.Commit();
        var types = events.GroupBy(e => e.EventType, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        return FactBookkeeping.Summary(
            reading, [.. events.Select(e => e.KnownOn)], saved, [], [.. types.Select(t => ($"events {t.Key}", (long)t.Count()))]);
    }

    internal static MacroEvent EventOf(MacroRecord r)
        => new(r.EventId, r.KnownOn, r.Timestamp, r.EventType, r.Country, r.Description, ContentHash.Of(r.Description), r.Source);
}
