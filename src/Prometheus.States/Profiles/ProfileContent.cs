namespace Prometheus.States.Profiles;

/// <summary>
/// Everything a profile says but its date, with NaN as null: what is hashed, and what <c>profiles.structured</c> and <c>risk_flags</c> hold.
/// </summary>
/// <param name="Structured">The profile.</param>
/// <param name="RiskFlags">Its risks.</param>
public sealed record ProfileContent(SortedDictionary<string, object?> Structured, SortedDictionary<string, object?> RiskFlags)
{
    public static ProfileContent Of(IssuerProfile profile) => new(
        new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["issuer_id"] = profile.IssuerId,
            ["name"] = profile.Name,
            ["issuer_type"] = profile.IssuerType,
            ["country"] = profile.Country,
            ["sector"] = profile.Sector,
            ["industry"] = profile.Industry,
            ["numeric_features"] = NumericFeatures(profile),
            ["style"] = profile.Style is { } style ? StyleOf(style) : null,
            ["fundamentals"] = profile.Fundamentals is { } known ? FundamentalsOf(known) : null,
            ["news_features"] = NewsOf(profile),
            ["text_references"] = TextsOf(profile),
        },
        new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["vol_flag"] = Number(profile.Flags.Volatility),
            ["dd_flag"] = Number(profile.Flags.Drawdown),
            ["leverage_flag"] = Number(profile.Flags.Leverage),
            ["news_recency_flag"] = Number(profile.Flags.NewsRecency),
            ["negative_equity_flag"] = profile.Flags.NegativeEquity,
            ["vol_in_sector"] = Number(profile.Flags.VolatilityInSector),
            ["dd_in_sector"] = Number(profile.Flags.DrawdownInSector),
            ["leverage_in_sector"] = Number(profile.Flags.LeverageInSector),
        });

    private static SortedDictionary<string, object?>? NumericFeatures(IssuerProfile profile)
        => profile.Price is not { } price ? null : new(StringComparer.Ordinal)
        {
            ["instrument_id"] = profile.InstrumentId,
            ["price_vol_63d"] = Number(price.Volatility),
            ["price_dd_63d"] = Number(price.Drawdown),
            ["price_trend_63d"] = Number(price.Trend),
            ["log_dollar_volume_63d"] = Number(price.LogDollarVolume),
        };

    private static SortedDictionary<string, object?> StyleOf(StyleCharacteristics style) => new(StringComparer.Ordinal)
    {
        ["value"] = Number(style.Value),
        ["quality"] = Number(style.Quality),
        ["size"] = Number(style.Size),
        ["momentum"] = Number(style.Momentum),
    };

    private static SortedDictionary<string, object?> FundamentalsOf(IssuerFundamentals known) => new(StringComparer.Ordinal)
    {
        ["basis"] = known.Basis,
        ["flows_to"] = known.FlowsTo,
        ["balance_on"] = known.BalanceOn,
        ["revenue"] = Number(known.Revenue),
        ["gross_profit"] = Number(known.GrossProfit),
        ["operating_income"] = Number(known.OperatingIncome),
        ["ebit"] = Number(known.Ebit),
        ["ebitda"] = Number(known.Ebitda),
        ["net_income"] = Number(known.NetIncome),
        ["operating_cash_flow"] = Number(known.OperatingCashFlow),
        ["total_assets"] = Number(known.TotalAssets),
        ["total_liabilities"] = Number(known.TotalLiabilities),
        ["equity"] = Number(known.Equity),
        ["cash"] = Number(known.Cash),
        ["gross_margin"] = Number(known.GrossMargin),
        ["op_margin"] = Number(known.OperatingMargin),
        ["net_margin"] = Number(known.NetMargin),
        ["leverage"] = Number(known.Leverage),
        ["negative_equity"] = known.NegativeEquity,
        ["roe"] = Number(known.ReturnOnEquity),
        ["revenue_growth"] = Number(known.RevenueGrowth),
        ["accruals"] = Number(known.Accruals),
        ["piotroski"] = Number(known.Piotroski),
        ["altman"] = Number(known.Altman),
    };

    private static SortedDictionary<string, object?>? NewsOf(IssuerProfile profile)
        => profile.News is not { } news ? null : new(StringComparer.Ordinal)
        {
            ["n_articles"] = news.Articles,
            ["last_news"] = news.LastNews,
            ["days_since_last_news"] = news.DaysSinceLastNews,
            ["source_type"] = "NEWS_ISSUER_DAY",
            ["embedding_source_id"] = news.SourceIdOf(profile.IssuerId),
        };

    private static SortedDictionary<string, object?> TextsOf(IssuerProfile profile) => new(StringComparer.Ordinal)
    {
        ["filing_id"] = profile.FilingId,
        ["call_id"] = profile.TranscriptId,
        ["article_id"] = profile.ArticleId,
    };

    private static object? Number(double value) => double.IsNaN(value) ? null : value + 0.0;
}
