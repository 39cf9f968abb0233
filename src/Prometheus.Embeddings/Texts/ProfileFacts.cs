namespace Prometheus.Embeddings.Texts;

/// <summary>What is known of an issuer on a session, for a text about it. NaN and null: not known, and not spoken of.</summary>
/// <param name="Volatility">Share of the market's names that move less over 63 sessions, 0 … 1.</param>
/// <param name="Turnover">Share of the market's names that less value is traded in, 0 … 1.</param>
/// <param name="YearReturn">Share of the market's names that returned less over 252 sessions, 0 … 1.</param>
/// <param name="NetMargin">Of the latest known statements.</param>
/// <param name="RevenueGrowth">Over a year.</param>
/// <param name="Leverage">Liabilities / equity.</param>
public sealed record ProfileFacts(
    string Name,
    string? Sector,
    string? Industry,
    string? Country,
    double Volatility,
    double Turnover,
    double YearReturn,
    double NetMargin,
    double RevenueGrowth,
    double Leverage);
