using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;

namespace Prometheus.Backtest.Strategies;

/// <summary>Everything known at the close of one session and nothing else; the only market data a strategy receives.</summary>
public readonly ref struct SessionView
{
    public SessionView(Market market, Signals signals, int session)
    {
        Market = market.AsOf(session);
        Signals = signals.AsOf(session);
    }

    public MarketView Market { get; }

    public SignalsView Signals { get; }

    public int Session => Market.AsOf;
}
