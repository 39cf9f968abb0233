namespace Prometheus.Reports.Tearsheets;

/// <summary>What one name earned over a run, after commissions and slippage, before dividends; in the run's currency.</summary>
/// <param name="InstrumentId">Id.</param>
/// <param name="Realized">From shares that were sold again.</param>
/// <param name="Unrealized">On shares still held at the end, against their average cost.</param>
public readonly record struct InstrumentProfit(string InstrumentId, double Realized, double Unrealized)
{
    public double Total => Realized + Unrealized;
}
