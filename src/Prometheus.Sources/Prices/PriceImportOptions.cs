using Prometheus.Core.Instruments;
using Prometheus.Core.Time;

namespace Prometheus.Sources.Prices;

/// <summary>How price files are to be read. Everything but <see cref="Suffix"/> may stay unset.</summary>
public sealed record PriceImportOptions
{
    /// <summary>Ending of every instrument id, for example <c>.US</c>; may be empty.</summary>
    public required string Suffix { get; init; }

    /// <summary>Source label; null takes the name of the layout found.</summary>
    public string? Source { get; init; }

    /// <summary>Price basis; null takes the one of the layout found.</summary>
    public PriceBasis? Basis { get; init; }

    /// <summary>Which header names stand for which column; overrides the layouts. See <see cref="ColumnMapping.Parse"/>.</summary>
    public ColumnMapping Columns { get; init; } = ColumnMapping.None;

    /// <summary>Instrument id by vendor symbol, ordinal; symbols that are not listed follow <see cref="InstrumentId.FromSymbol"/>.</summary>
    public IReadOnlyDictionary<string, string> SymbolMap { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>All sessions the calendar covers; a bar on another date is quarantined. Null: any date is taken (W1 on a folder).</summary>
    public SessionAxis? Sessions { get; init; }
}
