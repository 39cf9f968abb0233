namespace Prometheus.Portfolio.Ledger;

/// <summary>What made a fill. Stored in upper snake case.</summary>
public enum FillReason : byte
{
    Order,

    /// <summary>The instrument left the market; holders were paid out.</summary>
    Delisting,

    /// <summary>A split left a fraction of a share, which was paid in cash.</summary>
    CashInLieu,
}
