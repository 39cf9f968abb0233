namespace Prometheus.Opinions.Assessment;

/// <summary>What an assessment says in one word. Stored in upper snake case (STRONG_BUY …).</summary>
public enum SignalLabel : byte
{
    StrongSell,
    Sell,
    Hold,
    Buy,
    StrongBuy,
}
