namespace Prometheus.Portfolio.Ledger;

/// <summary>The book as a strategy sees it at a close: cash, positions by ascending column, and what they are worth.</summary>
public readonly ref struct Holdings(double cash, double equity, ReadOnlySpan<Position> positions)
{
    public double Cash { get; } = cash;

    /// <summary>Cash plus market value.</summary>
    public double Equity { get; } = equity;

    public ReadOnlySpan<Position> Positions { get; } = positions;
}
