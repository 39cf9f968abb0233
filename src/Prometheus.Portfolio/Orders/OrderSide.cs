namespace Prometheus.Portfolio.Orders;

/// <summary>Stored in upper case.</summary>
public enum OrderSide : byte
{
    Buy,
    Sell,
}
