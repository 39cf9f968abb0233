using System.Globalization;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Sources.Reference;
using Prometheus.Stores;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Stores who was in an index when, as dated facts known from the day they took effect. Tickers are used again by later companies, so a
/// stay belongs to the stored instrument of that ticker whose prices cover most of it, and at least half of what the store could cover.
/// </summary>
public static class ImportMembership
{
    /// <exception cref="UserError">An unreadable file or value, or a market without instruments.</exception>
    public static ImportMembershipSummary Run(DatabasePair databases, ImportMembershipOptions options)
    {
        var market = MarketCatalog.Get(options.MarketId);
        var index = Guard.NotBlank(options.IndexId, "--index").ToUpperInvariant();
        var spells = MembershipFile.Read(options.Path);
        var series = PriceStore.ReadSeries(databases.Historical, market.MarketId, DateOnly.MaxValue);
        if (series.Count == 0)
            throw new UserError($"market {market.MarketId} has no prices to match members with: import prices first");
        var names = NamesBySymbol(databases, market, series, options.Suffix ?? market.DefaultSuffix);
        var (first, last) = (series.Min(s => s.FirstDate), series.Max(s => s.LastDate));
        var (facts, unmatched) = (new List<InstrumentFact>(), new List<UnmatchedSpell>());
        var (kind, source, matched) = (InstrumentFact.MembershipOf(index), Path.GetFileName(options.Path), 0);
        foreach (var spell in spells)
        {
            var (found, reason) = Match(spell, [.. names[InstrumentId.FromSymbol(spell.Ticker, "")]], first, last);
            if (found is null)
            {
                unmatched.Add(new UnmatchedSpell(spell, reason));
                continue;
            }

            matched++;
            facts.Add(new InstrumentFact(found.InstrumentId, kind, InstrumentFact.Entered, spell.Start, spell.Start, Assumed: false, source));
            if (spell.End is { } end)
                facts.Add(new InstrumentFact(found.InstrumentId, kind, InstrumentFact.Left, end, end, Assumed: false, source));
        }

        using var unit = databases.Runtime.Begin();
        var changed = ReferenceStorage.ReplaceFacts(unit, market, kind, JoinStays(facts));
        unit.Commit();
        return new ImportMembershipSummary(
            spells.Count, matched, facts.Select(f => f.InstrumentId).Distinct(StringComparer.Ordinal).Count(), changed, unmatched);
    }

    /// <summary>Price series by the tickers they may go under: the instrument's symbol, and the id that follows from a ticker.</summary>
    private static ILookup<string, PriceSeries> NamesBySymbol(
        DatabasePair databases, MarketDefinition market, IReadOnlyList<PriceSeries> series, string suffix)
    {
        var symbols = InstrumentStore.ReadMarket(databases.Runtime, market.MarketId).ToDictionary(i => i.InstrumentId, i => i.Symbol, StringComparer.Ordinal);
        return series
            .SelectMany(s => TickersOf(s.InstrumentId, symbols.GetValueOrDefault(s.InstrumentId), suffix).Select(ticker => (Ticker: ticker, Series: s)))
            .Distinct()
            .ToLookup(s => s.Ticker, s => s.Series, StringComparer.Ordinal);
    }

    private static IEnumerable<string> TickersOf(string id, string? symbol, string suffix)
    {
        if (symbol is not null)
            yield return InstrumentId.FromSymbol(symbol, "");
        if (id.EndsWith(suffix, StringComparison.Ordinal))
            yield return id[..^suffix.Length];
    }

    private static (PriceSeries? Series, string Reason) Match(MembershipSpell spell, PriceSeries[] candidates, DateOnly first, DateOnly last)
    {
        var end = spell.End?.AddDays(-1) ?? last;
        var coverable = Overlap(spell.Start, end, first, last);
        if (candidates.Length == 0)
            return (null, "no stored instrument has this ticker");
        if (coverable == 0)
            return (null, string.Create(CultureInfo.InvariantCulture, $"stored prices begin on {first:yyyy-MM-dd} and end on {last:yyyy-MM-dd}"));
        var best = candidates.MaxBy(c => Overlap(spell.Start, end, c.FirstDate, c.LastDate))!;
        return 2 * Overlap(spell.Start, end, best.FirstDate, best.LastDate) >= coverable
            ? (best, "")
            : (null, string.Create(CultureInfo.InvariantCulture, $"prices of {best.InstrumentId} are of {best.FirstDate:yyyy-MM-dd}..{best.LastDate:yyyy-MM-dd}"));
    }

    private static int Overlap(DateOnly start, DateOnly end, DateOnly first, DateOnly last)
        => Math.Max(0, (end < last ? end : last).DayNumber - (start > first ? start : first).DayNumber + 1);

    /// <summary>Where one stay ends on the day the next begins, the instrument never left.</summary>
    private static List<InstrumentFact> JoinStays(List<InstrumentFact> facts)
    {
        var twice = facts.GroupBy(f => (f.InstrumentId, f.AsOfDate)).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return facts.Where(f => !twice.Contains((f.InstrumentId, f.AsOfDate))).ToList();
    }
}

/// <summary>Whose membership to import.</summary>
public sealed record ImportMembershipOptions
{
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    /// <summary>Name of the index, e.g. SP500.</summary>
    public required string IndexId { get; init; }

    /// <summary>Ending of ids made from tickers; null takes the market's.</summary>
    public string? Suffix { get; init; }
}

/// <summary>What an import of an index's members came to.</summary>
/// <param name="Spells">Stays in the file.</param>
/// <param name="Matched">Stays of stored instruments.</param>
/// <param name="Instruments">Different instruments among them.</param>
/// <param name="FactsChanged">Facts new, changed or gone.</param>
/// <param name="Unmatched">The other stays, in the file's order.</param>
public sealed record ImportMembershipSummary(int Spells, int Matched, int Instruments, int FactsChanged, IReadOnlyList<UnmatchedSpell> Unmatched);

/// <summary>A stay in an index that no stored instrument can be given, and why.</summary>
public sealed record UnmatchedSpell(MembershipSpell Spell, string Reason);
