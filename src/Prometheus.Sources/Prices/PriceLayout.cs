using Prometheus.Core.Instruments;

namespace Prometheus.Sources.Prices;

/// <summary>A vendor's table of prices, recognised by its header.</summary>
/// <param name="Source">Source label where the user gives none.</param>
/// <param name="Header">The header as the vendor writes it, for messages.</param>
/// <param name="Required">Simplified header names that must all be there; others may be.</param>
internal sealed record PriceLayout(string Source, PriceBasis Basis, string Header, string[] Required)
{
    private static readonly string[] Bars = ["open", "high", "low", "close", "volume"];

    /// <summary>LEAN's daily archives have no header and write prices times 10 000.</summary>
    public const double LeanPriceUnit = 10_000;

    public static PriceLayout Lean { get; } = new("lean", PriceBasis.Raw, "no header: yyyyMMdd HH:mm,open,high,low,close (× 10000),volume", []);

    /// <summary>A table whose columns the user names. Without a stated basis nothing is paid out and no level filter is met.</summary>
    public static PriceLayout Custom { get; } = new("csv", PriceBasis.FullyAdjusted, "--columns", []);

    /// <summary>Layouts with a header, the most specific first.</summary>
    public static IReadOnlyList<PriceLayout> WithHeader { get; } =
    [
        new("alphavantage", PriceBasis.Raw, "timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient", ["timestamp", .. Bars]),
        new("yahoo", PriceBasis.SplitAdjusted, "Date,Open,High,Low,Close,Adj Close,Volume", ["date", "adjclose", .. Bars]),
        new("yfinance", PriceBasis.FullyAdjusted, "Date,Open,High,Low,Close,Volume,Dividends,Stock Splits", ["date", "dividends", "stocksplits", .. Bars]),
        new("stooq", PriceBasis.FullyAdjusted, "Date,Open,High,Low,Close,Volume,OpenInt", ["date", .. Bars]),
    ];

    /// <summary>Header names by column, simplified; the first that is present is taken.</summary>
    public static IReadOnlyDictionary<PriceColumn, string[]> Synonyms { get; } = new Dictionary<PriceColumn, string[]>
    {
        [PriceColumn.Symbol] = ["symbol", "ticker"],
        [PriceColumn.Date] = ["date", "timestamp"],
        [PriceColumn.Open] = ["open"],
        [PriceColumn.High] = ["high"],
        [PriceColumn.Low] = ["low"],
        [PriceColumn.Close] = ["close"],
        [PriceColumn.AdjustedClose] = ["adjclose", "adjustedclose"],
        [PriceColumn.Volume] = ["volume"],
        [PriceColumn.Dividend] = ["dividends", "dividendamount"],
        [PriceColumn.Split] = ["stocksplits", "splitcoefficient"],
    };
}
