using System.Text;

namespace Prometheus.Embeddings.Texts;

/// <summary>A few sentences about an issuer from what is known of it, so that every issuer has a profile text. The same facts give the same words.</summary>
public static class ProfileSentences
{
    private static readonly string[] VolatilityWords = ["very steady", "steady", "of ordinary volatility", "volatile", "very volatile"];
    private static readonly string[] TurnoverWords = ["tiny and thinly traded", "small", "of middling size", "large", "giant and heavily traded"];
    private static readonly string[] ReturnWords = ["has collapsed", "has fallen behind", "has kept pace", "has gained", "has soared"];

    public static string Of(ProfileFacts facts)
    {
        var text = new StringBuilder(facts.Name);
        text.Append(" is an issuer");
        if (facts.Industry is { } industry)
            text.Append(" in ").Append(industry);
        if (facts.Sector is { } sector)
            text.Append(facts.Industry is null ? " in the sector " : ", sector ").Append(sector);
        if (facts.Country is { } country)
            text.Append(", from ").Append(country);
        text.Append('.');
        Add(text, " Its price is ", FifthOf(facts.Volatility, VolatilityWords));
        Add(text, " By value traded it is ", FifthOf(facts.Turnover, TurnoverWords));
        Add(text, " Over a year it ", FifthOf(facts.YearReturn, ReturnWords));
        Add(text, " It is ", MarginOf(facts.NetMargin));
        Add(text, " Revenue is ", GrowthOf(facts.RevenueGrowth));
        Add(text, " Its balance sheet is ", LeverageOf(facts.Leverage));
        return text.ToString();
    }

    private static void Add(StringBuilder text, string beginning, string? words)
    {
        if (words is not null)
            text.Append(beginning).Append(words).Append('.');
    }

    private static string? FifthOf(double share, string[] words) => double.IsNaN(share) ? null : words[Math.Clamp((int)(share * 5), 0, 4)];

    private static string? MarginOf(double margin) => margin switch
    {
        double.NaN => null,
        < -0.2 => "deeply unprofitable",
        < 0 => "unprofitable",
        < 0.05 => "barely profitable",
        < 0.15 => "profitable",
        _ => "highly profitable",
    };

    private static string? GrowthOf(double growth) => growth switch
    {
        double.NaN => null,
        < -0.1 => "shrinking fast",
        < 0 => "shrinking",
        < 0.1 => "growing slowly",
        < 0.25 => "growing",
        _ => "growing fast",
    };

    private static string? LeverageOf(double leverage) => leverage switch
    {
        double.NaN => null,
        < 0.5 => "unlevered",
        < 1.5 => "moderately levered",
        < 4 => "levered",
        _ => "highly levered",
    };
}

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
