using Prometheus.Core.Errors;

namespace Prometheus.Core.Panels;

/// <summary>The rows of a panel up to and including an as-of session. Nothing later is reachable from it.</summary>
public readonly ref struct PanelPrefix
{
    private readonly ReadOnlySpan<double> _values;

    internal PanelPrefix(ReadOnlySpan<double> values, int columns)
    {
        _values = values;
        Columns = columns;
    }

    public int Columns { get; }

    /// <summary>The last readable row.</summary>
    public int AsOf => Columns == 0 ? -1 : (_values.Length / Columns) - 1;

    /// <exception cref="LookAheadError"><paramref name="session"/> lies after the as-of session.</exception>
    public ReadOnlySpan<double> Row(int session)
    {
        if ((uint)session > (uint)AsOf)
            throw new LookAheadError($"row {session} was read through a view that ends at row {AsOf}");
        return _values.Slice(session * Columns, Columns);
    }

    public double this[int session, int column] => Row(session)[column];
}
