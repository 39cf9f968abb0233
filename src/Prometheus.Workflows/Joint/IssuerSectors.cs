using Prometheus.Core.Markets;
using Prometheus.Core.Panels;

namespace Prometheus.Workflows.Joint;

/// <summary>The sector an issuer was known in on a session: that of its first instrument which had a close by then and has one.</summary>
internal sealed class IssuerSectors
{
    private readonly Market _market;
    private readonly Dictionary<string, int[]> _columns;

    /// <param name="issuers">Issuer of each instrument.</param>
    public IssuerSectors(Market market, IReadOnlyDictionary<string, string> issuers)
    {
        _market = market;
        _columns = Enumerable.Range(0, market.Instruments.Count)
            .Where(i => issuers.ContainsKey(market.Instruments[i]))
            .GroupBy(i => issuers[market.Instruments[i]], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Null where none is known.</summary>
    public string? Of(string issuer, int session)
    {
        foreach (var column in _columns.GetValueOrDefault(issuer, []))
        {
            if (_market.FirstCloses[column] <= session && _market.Sectors.Codes[session, column] is var code and not CodePanel.None)
                return _market.Sectors.NameOf(code);
        }

        return null;
    }
}
