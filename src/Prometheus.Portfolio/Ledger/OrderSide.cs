namespace Prometheus.Portfolio.Ledger;

/// <summary>Stored in upper case.</summary>
public enum OrderSide : byte
{
    Buy,
    Sell,
}
