using Prometheus.Core.Fundamentals;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Synthetic;
using Prometheus.States.Fundamentals;
using Prometheus.Stores.Fundamentals;
using Prometheus.Stores.Texts;
using Prometheus.Workflows.Facts;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Collects what was written and reported in a synthetic market while its prices pass by, beside the thread that stores them, and then stores
/// it in one transaction.
/// </summary>
internal sealed class SyntheticFactStorage(SyntheticMarket market)
{
    private readonly string _marketId = market.Market.MarketId;
    private readonly Dictionary<string, NewsLink> _links = market.Instruments.ToDictionary(i => i.Symbol, i => new NewsLink(i.IssuerId, i.InstrumentId), StringComparer.Ordinal);
    private readonly List<Task<Stored>> _facts = [];

    public void Add(ImportedSeries series) => _facts.Add(Task.Run(() => StoredOf(market.FactsOf(series))));

    /// <summary>Writes what is new or differs; returns the rows added or changed, links and ratios aside.</summary>
    public long Save(DatabasePair databases)
    {
        var facts = _facts.Select(f => f.GetAwaiter().GetResult()).Append(StoredOf(market.MarketFacts())).ToArray();
        using var unit = databases.Historical.Begin();
        var saved = ((int Added, int Changed)[])
        [
            NewsStore.Save(unit, _marketId, [.. facts.SelectMany(f => f.News)]),
            MacroStore.Save(unit, _marketId, [.. facts.SelectMany(f => f.Macro)]),
            FilingStore.Save(unit, [.. facts.SelectMany(f => f.Filings)]),
            EarningsCallStore.Save(unit, [.. facts.SelectMany(f => f.Calls)]),
            StatementStore.Save(unit, [.. facts.SelectMany(f => f.Statements)]),
        ];
        var ratios = facts.SelectMany(f => f.Ratios).ToArray();
        RatioStore.Replace(unit, [.. ratios.Select(r => r.IssuerId).Distinct(StringComparer.Ordinal)], ratios);
        unit.Commit();
        return saved.Sum(s => (long)s.Added + s.Changed);
    }

    private Stored StoredOf(SyntheticFacts facts)
    {
        var statements = facts.Statements.SelectMany(s => ImportStatements.StatementsOf(s, s.Name, market.Market, SyntheticMarket.Source)).ToArray();
        return new Stored(
            [.. facts.News.Select(n => ImportNews.ArticleOf(n, s => _links[s]))],
            [.. facts.Macro.Select(ImportMacro.EventOf)],
            [.. facts.Filings.Select(d => ImportDocuments.FilingOf(d, d.Name))],
            [.. facts.Transcripts.Select(d => ImportDocuments.CallOf(d, d.Name))],
            statements,
            RatioEngine.Compute(statements));
    }

    private sealed record Stored(
        IReadOnlyList<NewsArticle> News,
        IReadOnlyList<MacroEvent> Macro,
        IReadOnlyList<Filing> Filings,
        IReadOnlyList<EarningsCall> Calls,
        IReadOnlyList<Statement> Statements,
        IReadOnlyList<FundamentalRatios> Ratios);
}
