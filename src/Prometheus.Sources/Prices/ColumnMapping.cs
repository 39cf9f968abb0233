using Prometheus.Core.Errors;

namespace Prometheus.Sources.Prices;

/// <summary>Header names the user gives for columns, as in <c>date=timestamp,close=px</c>.</summary>
public sealed class ColumnMapping
{
    private static readonly Dictionary<string, PriceColumn> Fields = new(StringComparer.Ordinal)
    {
        ["symbol"] = PriceColumn.Symbol,
        ["date"] = PriceColumn.Date,
        ["open"] = PriceColumn.Open,
        ["high"] = PriceColumn.High,
        ["low"] = PriceColumn.Low,
        ["close"] = PriceColumn.Close,
        ["adjusted_close"] = PriceColumn.AdjustedClose,
        ["volume"] = PriceColumn.Volume,
        ["dividend"] = PriceColumn.Dividend,
        ["split"] = PriceColumn.Split,
    };

    private readonly Dictionary<PriceColumn, string> _headers;

    private ColumnMapping(Dictionary<PriceColumn, string> headers) => _headers = headers;

    public static ColumnMapping None { get; } = new([]);

    public bool IsEmpty => _headers.Count == 0;

    /// <summary>The columns that are named, in enum order.</summary>
    public IEnumerable<PriceColumn> Columns => _headers.Keys.Order();

    /// <summary>Reads <c>column=header,column=header</c>; blank text is <see cref="None"/>.</summary>
    /// <exception cref="UserError">An unknown column, a pair without <c>=</c>, a column or a header named twice.</exception>
    public static ColumnMapping Parse(string text)
    {
        var headers = new Dictionary<PriceColumn, string>();
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == pair.Length - 1)
                throw new UserError($"column mapping '{pair}' is not of the form column=header, for example date=timestamp");
            var (field, header) = (pair[..equals].Trim(), pair[(equals + 1)..].Trim());
            if (!Fields.TryGetValue(field, out var column))
                throw new UserError($"column mapping names unknown column '{field}', expected one of {string.Join(", ", Fields.Keys)}");
            if (headers.ContainsValue(header))
                throw new UserError($"column mapping uses header '{header}' twice");
            if (!headers.TryAdd(column, header))
                throw new UserError($"column mapping names column '{field}' twice");
        }

        return headers.Count == 0 ? None : new ColumnMapping(headers);
    }

    /// <summary>The header given for <paramref name="column"/>, or null.</summary>
    public string? HeaderOf(PriceColumn column) => _headers.GetValueOrDefault(column);
}

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
