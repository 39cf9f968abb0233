namespace Prometheus.Sources.Prices;

/// <summary>The columns a price file may have. Lower-cased with underscores they are the left sides of <c>--columns</c>.</summary>
public enum PriceColumn
{
    Symbol,
    Date,
    Open,
    High,
    Low,
    Close,
    AdjustedClose,
    Volume,
    Dividend,
    Split,
}
