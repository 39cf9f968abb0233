namespace Prometheus.Portfolio.Ledger;

/// <summary>One holding at a session's close.</summary>
/// <param name="Instrument">Column.</param>
/// <param name="Quantity">Shares, signed, never 0.</param>
/// <param name="AverageCost">Per share, in today's share units; reset when the position crosses zero.</param>
/// <param name="LastClose">Last observed close; kept while the instrument has no bar.</param>
/// <param name="StaleSessions">Sessions since that close.</param>
public readonly record struct Position(int Instrument, double Quantity, double AverageCost, double LastClose, int StaleSessions)
{
    public double MarketValue => Quantity * LastClose;

    public double UnrealizedProfit => Quantity * (LastClose - AverageCost);
}
