using Prometheus.Core.Instruments;
using Prometheus.Sources.Prices;

namespace Prometheus.Workflows.Data;

/// <summary>What to import, and how to read it.</summary>
public sealed record ImportPricesOptions
{
    /// <summary>A file, a folder or an archive.</summary>
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    /// <summary>Source label; null takes the name of the layout found.</summary>
    public string? Source { get; init; }

    /// <summary>Ending of instrument ids; null takes the market's.</summary>
    public string? Suffix { get; init; }

    /// <summary>Instrument id by vendor symbol, for symbols that do not follow the rule.</summary>
    public IReadOnlyDictionary<string, string> SymbolMap { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Price basis; null takes the one of the layout found.</summary>
    public PriceBasis? Basis { get; init; }

    public ColumnMapping Columns { get; init; } = ColumnMapping.None;

    /// <summary>Lets a series take the place of one that another source or basis gave; each exchange is recorded.</summary>
    public bool Replace { get; init; }
}
