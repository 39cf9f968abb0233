using Prometheus.Backtest;
using Prometheus.Backtest.Metrics;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Sources.Prices;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Backtests;

/// <summary>W1 over a folder of CSV files or over a stored market; both agree where the store holds the folder's bars.</summary>
public static class RunW1
{
    public static W1Result FromFolder(string folder)
    {
        var files = OpenCloseFolder.Read(folder);
        var sectors = new byte[files.Sessions.Count * files.Names.Count];
        Array.Fill(sectors, CodePanel.None);
        var market = new Market(
            MarketCatalog.Get("US_EQ"),
            files.Sessions,
            files.Names,
            new PricePanels(new Dictionary<PriceField, Panel> { [PriceField.Open] = files.Open, [PriceField.Close] = files.Close }),
            Enumerable.Repeat(PriceBasis.Raw, files.Names.Count).ToArray(),
            CorporateActions.None(files.Sessions.Count),
            Enumerable.Repeat(Listing.Always, files.Names.Count).ToArray(),
            new SectorHistory(CodePanel.Adopt(sectors, files.Sessions.Count, files.Names.Count), [], AnyAssumed: false),
            MarketProvenance.None);
        return Judge(market);
    }

    /// <summary>Every stored bar of the market; its sessions are the dates that carry one.</summary>
    public static W1Result FromMarket(DatabasePair databases, string marketId, CancellationToken cancellation = default)
        => Judge(MarketLoader.Load(
            databases,
            new MarketLoadOptions { MarketId = marketId, End = DateOnly.MaxValue, Reads = W1Strategy.Reads, Axis = MarketAxis.StoredDates },
            cancellation));

    private static W1Result Judge(Market market)
    {
        var walk = W1Strategy.Run(market);
        var equity = Array.ConvertAll(walk.Daily, d => d.Equity);
        var returns = EquityCurve.Returns(equity);
        return new W1Result(market.Instruments.Count, market.Sessions.Count, equity[^1], AnnualisedSharpe.Of(returns, 252), walk.Daily.Min(d => d.Drawdown), walk.Fills.Length);
    }
}

/// <summary>What W1 came to.</summary>
/// <param name="Names">Instruments in the market.</param>
/// <param name="Sessions">Sessions walked.</param>
/// <param name="FinalEquity">From 1,000,000.</param>
/// <param name="AnnualisedSharpe">mean / sample deviation · √252 of the daily returns.</param>
/// <param name="MaxDrawdown">≤ 0, a fraction.</param>
/// <param name="Fills">Trades.</param>
public sealed record W1Result(int Names, int Sessions, double FinalEquity, double AnnualisedSharpe, double MaxDrawdown, int Fills);
