using Prometheus.Core.Markets;
using Prometheus.States.Profiles;
using Prometheus.Stores;
using Prometheus.Stores.Fundamentals;
using Prometheus.Stores.Profiles;

namespace Prometheus.Workflows.Profiles;

/// <summary>Everything stored of a market's issuers up to a date, one record an issuer. Funds and indices are no issuers of their own.</summary>
internal static class IssuerFactsLoad
{
    public static IReadOnlyList<IssuerFacts> Read(DatabasePair databases, Market market, DateOnly asOf)
    {
        var (historical, marketId) = (databases.Historical, market.Definition.MarketId);
        var statements = StatementStore.Read(historical, asOf).ToLookup(s => s.IssuerId, StringComparer.Ordinal);
        var news = IssuerFactStore.ReadNews(historical, marketId, asOf);
        var since = news.SelectMany(issuer => issuer).Select(d => (DateOnly?)d.Day.Date).Min();
        var attributes = IssuerAttributes.Read(databases, marketId, asOf);
        var texts = IssuerFactStore.ReadTexts(historical, asOf);
        return InstrumentStore.ReadMarket(databases.Runtime, marketId)
            .Select(row => (row, column: market.Instruments.IndexOf(row.InstrumentId)))
            .Where(p => p.column >= 0 && !market.Funds.Contains(p.column))
            .GroupBy(p => p.row.IssuerId, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new IssuerFacts(g.Key, [.. g.Select(p => p.column).Order()])
            {
                Name = g.First().row.IssuerName,
                Industries = [.. attributes.Industries(g.Key)],
                Countries = [.. attributes.Countries(g.Key)],
                Statements = [.. statements[g.Key]],
                News = [.. news[g.Key].Select(d => d.Day)],
                Texts = [.. texts[g.Key], .. news[g.Key].Select(d => new TextReference(TextKind.News, d.ArticleId, d.Day.Date))],
                NewsSince = since,
            })
            .ToArray();
    }
}
