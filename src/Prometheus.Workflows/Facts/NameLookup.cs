using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Stores;
using Prometheus.Stores.Texts;

namespace Prometheus.Workflows.Facts;

/// <summary>
/// Finds the instruments and issuers of a market that a file names by id or symbol, and counts the names it does not find. A symbol that
/// follows no rule is taken where exactly one instrument has it.
/// </summary>
internal sealed class NameLookup
{
    private readonly string _suffix;
    private readonly Dictionary<string, InstrumentRow> _byId;
    private readonly ILookup<string, InstrumentRow> _bySymbol;
    private readonly HashSet<string> _issuers;
    private readonly Dictionary<string, NewsLink?> _found = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _unknown = new(StringComparer.Ordinal);

    public NameLookup(DatabasePair databases, MarketDefinition market, string? suffix)
    {
        var instruments = InstrumentStore.ReadMarket(databases.Runtime, market.MarketId);
        if (instruments.Count == 0)
            throw new NothingMatchedError($"market {market.MarketId} has no instruments: import prices first");
        _suffix = suffix ?? market.DefaultSuffix;
        _byId = instruments.ToDictionary(i => i.InstrumentId, StringComparer.Ordinal);
        _bySymbol = instruments.ToLookup(i => InstrumentId.FromSymbol(i.Symbol, ""), StringComparer.Ordinal);
        _issuers = instruments.Select(i => i.IssuerId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Names that were asked for and not found, with how often, the most frequent first.</summary>
    public IReadOnlyList<(string Name, int Count)> Unknown
        => [.. _unknown.Select(u => (u.Key, u.Value)).OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal)];

    /// <summary>The instrument of an id or symbol and its issuer, or null.</summary>
    public NewsLink? Find(string name)
    {
        if (!_found.TryGetValue(name, out var link))
            _found.Add(name, link = Match(name) is { } row ? new NewsLink(row.IssuerId, row.InstrumentId) : null);
        if (link is null)
            _unknown[name] = _unknown.GetValueOrDefault(name) + 1;
        return link;
    }

    /// <summary>The issuer of an issuer id, instrument id or symbol, or null.</summary>
    public string? FindIssuer(string name) => _issuers.Contains(name) ? name : Find(name)?.IssuerId;

    private InstrumentRow? Match(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        if (_byId.TryGetValue(name, out var row) || _byId.TryGetValue(InstrumentId.FromSymbol(name, _suffix), out row))
            return row;
        var same = _bySymbol[InstrumentId.FromSymbol(name, "")].ToArray();
        return same.Length == 1 ? same[0] : null;
    }
}
