using Prometheus.Core.Markets;

namespace Prometheus.Stores;

/// <summary>
/// The stored bars of one instrument as parallel arrays of one length, dates strictly ascending. NaN = the vendor gave no value; the close
/// is always a number. Levels stand as the vendor wrote them.
/// </summary>
public sealed record PriceRows
{
    /// <summary>Every field, in enum order.</summary>
    public static IReadOnlyList<PriceField> Fields { get; } = Enum.GetValues<PriceField>();

    private readonly double[][] _values;

    /// <param name="values">One array a <see cref="PriceField"/>, each as long as <paramref name="dates"/>.</param>
    /// <param name="flags">The warnings each row has broken, a bit set; as long as <paramref name="dates"/>.</param>
    public PriceRows(string instrumentId, DateOnly[] dates, double[][] values, int[] flags)
    {
        if (values.Length != Fields.Count || flags.Length != dates.Length || Array.Exists(values, v => v.Length != dates.Length))
            throw new ArgumentException($"{instrumentId} needs flags and {Fields.Count} fields of {dates.Length} values", nameof(values));
        InstrumentId = instrumentId;
        Dates = dates;
        Flags = flags;
        _values = values;
    }

    public string InstrumentId { get; }

    public DateOnly[] Dates { get; }

    public int[] Flags { get; }

    public int Count => Dates.Length;

    public double[] this[PriceField field] => _values[(int)field];

    /// <summary>The rows of <paramref name="year"/>: from First up to, not including, Last.</summary>
    public (int First, int Last) RangeOf(int year)
        => (FirstAtOrAfter(new DateOnly(year, 1, 1)), year == DateOnly.MaxValue.Year ? Count : FirstAtOrAfter(new DateOnly(year + 1, 1, 1)));

    private int FirstAtOrAfter(DateOnly date)
    {
        var i = Array.BinarySearch(Dates, date);
        return i >= 0 ? i : ~i;
    }
}
