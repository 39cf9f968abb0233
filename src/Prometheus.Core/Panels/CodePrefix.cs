using Prometheus.Core.Errors;

namespace Prometheus.Core.Panels;

/// <summary>The rows of a code panel up to and including an as-of session.</summary>
public readonly ref struct CodePrefix
{
    private readonly ReadOnlySpan<byte> _codes;

    internal CodePrefix(ReadOnlySpan<byte> codes, int columns)
    {
        _codes = codes;
        Columns = columns;
    }

    public int Columns { get; }

    public int AsOf => Columns == 0 ? -1 : (_codes.Length / Columns) - 1;

    /// <exception cref="LookAheadError"><paramref name="session"/> lies after the as-of session.</exception>
    public ReadOnlySpan<byte> Row(int session)
    {
        if ((uint)session > (uint)AsOf)
            throw new LookAheadError($"row {session} was read through a view that ends at row {AsOf}");
        return _codes.Slice(session * Columns, Columns);
    }
}
