namespace Prometheus.Stores;

/// <summary>One row of <c>instruments</c>, with the name of its issuer.</summary>
/// <param name="IssuerName">The issuer's id where its name is not known.</param>
/// <param name="Assumed">True where no reference file has described the instrument yet: it was met in a price or sector file.</param>
public sealed record InstrumentRow(
    string InstrumentId,
    string IssuerId,
    string IssuerName,
    string MarketId,
    string AssetClass,
    string Symbol,
    string Exchange,
    string Currency,
    bool Assumed)
{
    public const string Equity = "EQUITY";
}
