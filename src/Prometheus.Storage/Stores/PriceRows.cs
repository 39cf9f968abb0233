using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Markets;

namespace Prometheus.Storage.Stores;

/// <summary>
/// The stored bars of one instrument as parallel arrays of one length, dates strictly ascending. NaN = the vendor gave no value; the close
/// is always a number. Levels stand as the vendor wrote them.
/// </summary>
public sealed record PriceRows
{
    /// <summary>The fields, indexed by <see cref="PriceField"/>.</summary>
    public const int Fields = 6;

    private readonly double[][] _values;

    /// <param name="values">One array a <see cref="PriceField"/>, each as long as <paramref name="dates"/>.</param>
    public PriceRows(string instrumentId, DateOnly[] dates, double[][] values)
    {
        if (values.Length != Fields || Array.Exists(values, v => v.Length != dates.Length))
            throw new ArgumentException($"{instrumentId} needs {Fields} fields of {dates.Length} values", nameof(values));
        InstrumentId = instrumentId;
        Dates = dates;
        _values = values;
    }

    public string InstrumentId { get; }

    public DateOnly[] Dates { get; }

    public int Count => Dates.Length;

    public double[] this[PriceField field] => _values[(int)field];

    /// <summary>The rows of <paramref name="year"/>: from First up to, not including, Last.</summary>
    public (int First, int Last) RangeOf(int year)
        => (FirstAtOrAfter(new DateOnly(year, 1, 1)), year == DateOnly.MaxValue.Year ? Count : FirstAtOrAfter(new DateOnly(year + 1, 1, 1)));

    /// <summary>
    /// Hex SHA-256 over the dates and all six fields, as stored (−0 counts as 0, every NaN as one NaN). Equal rows have equal digests,
    /// whichever way they came.
    /// </summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var days = ArrayPool<int>.Shared.Rent(Count);
        for (var i = 0; i < Count; i++)
            days[i] = Dates[i].DayNumber;
        hash.AppendData(MemoryMarshal.AsBytes(days.AsSpan(0, Count)));
        ArrayPool<int>.Shared.Return(days);
        var canonical = ArrayPool<double>.Shared.Rent(Count);
        foreach (var field in _values)
        {
            for (var i = 0; i < field.Length; i++)
                canonical[i] = double.IsNaN(field[i]) ? double.NaN : field[i] + 0.0;
            hash.AppendData(MemoryMarshal.AsBytes(canonical.AsSpan(0, Count)));
        }

        ArrayPool<double>.Shared.Return(canonical);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private int FirstAtOrAfter(DateOnly date)
    {
        var i = Array.BinarySearch(Dates, date);
        return i >= 0 ? i : ~i;
    }
}
