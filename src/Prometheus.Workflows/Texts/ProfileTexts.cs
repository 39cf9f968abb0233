using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Texts;
using Prometheus.Encoders.Text;
using Prometheus.States.Fundamentals;
using Prometheus.States.Profiles;
using Prometheus.Stores;
using Prometheus.Stores.Fundamentals;
using Prometheus.Stores.Texts;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Profiles;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Texts;

/// <summary>
/// The profile texts of a market's issuers: sentences from what is known of each, and the last annual report, quarterly report and earnings
/// call. Looked at on the first session of every month and whenever a filing or call becomes known; kept where the text differs
/// from the one before, and once a year, when the encoder is fitted anew.
/// </summary>
internal static class ProfileTexts
{
    /// <returns>Documents <c>issuer:yyyy-MM-dd</c> by session, then id, and whose they may be.</returns>
    public static (IReadOnlyList<TextDocument> Documents, IReadOnlySet<string> Issuers) Load(
        DatabasePair databases, string marketId, DateOnly end, CancellationToken cancellation)
    {
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Reads = VectorStates.ProfileTexts.Usual.Reads }, cancellation);
        var issuers = IssuersOf(databases, market);
        var ids = issuers.Select(c => c.IssuerId).ToHashSet(StringComparer.Ordinal);
        var ratios = RatioStore.Read(databases.Historical, end, ids).ToLookup(r => r.IssuerId, StringComparer.Ordinal);
        var filings = FilingStore.Read(databases.Historical, DateOnly.MinValue, end, ids).ToLookup(f => f.IssuerId, StringComparer.Ordinal);
        var calls = EarningsCallStore.Read(databases.Historical, DateOnly.MinValue, end, ids).ToLookup(c => c.IssuerId, StringComparer.Ordinal);
        var attributes = IssuerAttributes.Read(databases, marketId, end);
        var shares = new MarketShares(market);
        var documents = new List<TextDocument>();
        foreach (var (issuer, name, columns) in issuers)
        {
            cancellation.ThrowIfCancellationRequested();
            var known = filings[issuer].Select(f => f.KnownOn).Concat(calls[issuer].Select(c => c.KnownOn))
                .Select(market.Sessions.FirstAtOrAfter).Where(t => t < market.Sessions.Count).ToHashSet();
            var last = "";
            var lastYear = 0;
            for (var t = 0; t < market.Sessions.Count; t++)
            {
                var date = market.Sessions[t];
                if (!(IsFirstOfMonth(market, t) || known.Contains(t)))
                    continue;

                // The first by id of those that are there: share classes tell the same story, and one that comes later changes nothing before.
                var column = ListedOf(market, t, columns);
                if (column < 0)
                    continue;
                var title = ProfileSentences.Of(FactsOf(market, shares, t, column, name, ratios[issuer]) with
                {
                    Industry = KnownAttribute.On(attributes.Industries(issuer), date),
                    Country = KnownAttribute.On(attributes.Countries(issuer), date) ?? CountryOf(market.Definition),
                });
                var body = BodyOf(filings[issuer], calls[issuer], date);
                var hash = TextHash.Of(title, body);
                if (hash == last && date.Year == lastYear)
                    continue;
                documents.Add(new TextDocument(string.Create(CultureInfo.InvariantCulture, $"{issuer}:{date:yyyy-MM-dd}"), date, title, body, hash));
                (last, lastYear) = (hash, date.Year);
            }
        }

        return (documents.OrderBy(d => d.KnownOn).ThenBy(d => d.Id, StringComparer.Ordinal).ToArray(), ids);
    }

    /// <summary>Issuers with their instruments, in the order of ids.</summary>
    private static (string IssuerId, string Name, int[] Columns)[] IssuersOf(DatabasePair databases, Market market)
        => InstrumentStore.ReadMarket(databases.Runtime, market.Definition.MarketId)
            .Select(i => (i.IssuerId, i.IssuerName, Column: market.Instruments.IndexOf(i.InstrumentId)))
            .Where(i => i.Column >= 0 && !market.Funds.Contains(i.Column))
            .OrderBy(i => i.Column).GroupBy(i => i.IssuerId, StringComparer.Ordinal)
            .Select(g => (g.Key, g.First().IssuerName, g.Select(i => i.Column).ToArray())).ToArray();

    private static bool IsFirstOfMonth(Market market, int t) => t == 0 || market.Sessions[t].Month != market.Sessions[t - 1].Month;

    /// <summary>The first of some instruments that is listed on a session; −1 where none is.</summary>
    private static int ListedOf(Market market, int t, int[] columns)
        => Array.FindIndex(columns, c => IsListed(market, t, c)) is >= 0 and var k ? columns[k] : -1;

    /// <summary>Priced within the last month of sessions, and not gone.</summary>
    private static bool IsListed(Market market, int t, int column)
    {
        if (market.Listings[column].IsDelistedOn(market.Sessions[t]))
            return false;
        for (var s = t; s >= Math.Max(0, t - MarketShares.Month); s--)
        {
            if (!double.IsNaN(market.Prices.Close[s, column]))
                return true;
        }

        return false;
    }

    private static ProfileFacts FactsOf(Market market, MarketShares shares, int t, int column, string name, IEnumerable<FundamentalRatios> ratios)
    {
        var date = market.Sessions[t];
        var latest = ratios.Where(r => r.KnownOn <= date).OrderBy(r => r.PeriodEnd).ThenBy(r => r.KnownOn).ThenBy(r => r.Frequency).LastOrDefault();
        var sector = market.Sectors.NameOf(market.Sectors.Codes[t, column]);
        return new ProfileFacts(
            name,
            sector == SectorHistory.Unknown ? null : sector,
            Industry: null,
            Country: null,
            shares.Volatility(t, column),
            shares.Turnover(t, column),
            shares.YearReturn(t, column),
            latest?.NetMargin ?? double.NaN,
            latest?.RevenueGrowth ?? double.NaN,
            latest?.Leverage ?? double.NaN);
    }

    private static string? CountryOf(MarketDefinition market) => market.Region switch
    {
        "US" => "the United States",
        "EU" => "Europe",
        "ASIA" => "Asia",
        _ => null,
    };

    private static string BodyOf(IEnumerable<Filing> filings, IEnumerable<EarningsCall> calls, DateOnly date)
    {
        var texts = filings.Where(f => f.KnownOn <= date)
            .GroupBy(f => f.FilingType, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.OrderBy(f => f.KnownOn).ThenBy(f => f.FilingId, StringComparer.Ordinal).Last().Text).ToList();
        if (calls.Where(c => c.KnownOn <= date).OrderBy(c => c.KnownOn).ThenBy(c => c.CallId, StringComparer.Ordinal).LastOrDefault() is { } call)
            texts.Add(call.Transcript);
        return string.Join('\n', texts);
    }
}
