using Prometheus.States.Profiles;
using Prometheus.Stores;

namespace Prometheus.Workflows.Profiles;

/// <summary>Industries and countries by issuer, as the imported files state them of its instruments; where two differ, the first instrument by id counts.</summary>
internal sealed class IssuerAttributes
{
    private readonly ILookup<(string Issuer, string Kind), KnownAttribute> _attributes;

    private IssuerAttributes(ILookup<(string, string), KnownAttribute> attributes) => _attributes = attributes;

    public static IssuerAttributes Read(DatabasePair databases, string marketId, DateOnly asOf)
    {
        var issuers = InstrumentStore.ReadMarket(databases.Runtime, marketId).ToDictionary(i => i.InstrumentId, i => i.IssuerId, StringComparer.Ordinal);
        return new IssuerAttributes(FactStore.Read(databases.Runtime, marketId, asOf)
            .Where(f => f.Kind is InstrumentFact.Industry or InstrumentFact.Country)
            .ToLookup(f => (issuers[f.InstrumentId], f.Kind), f => new KnownAttribute(f.AsOfDate, f.KnownOn, f.Value)));
    }

    public IEnumerable<KnownAttribute> Industries(string issuerId) => _attributes[(issuerId, InstrumentFact.Industry)];

    public IEnumerable<KnownAttribute> Countries(string issuerId) => _attributes[(issuerId, InstrumentFact.Country)];
}
