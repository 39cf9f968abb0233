namespace Prometheus.Opinions.Assessment;

/// <summary>Which context vector was in force where, and which model spoke.</summary>
public sealed class ContextState
{
    private readonly int[] _rows;
    private readonly int[] _servesFrom;
    private readonly int _columns;

    internal ContextState(ContextOptions options, ContextVectors vectors, int[] rows, int columns, IReadOnlyList<ContextFit> fits)
    {
        (Options, Vectors, _rows, _columns, Fits) = (options, vectors, rows, columns, fits);
        _servesFrom = [.. fits.Select(f => f.ServedFrom)];
    }

    public ContextOptions Options { get; }

    public ContextVectors Vectors { get; }

    /// <summary>One a year from the first that could be made, ascending; empty where only diagnostics are recorded.</summary>
    public IReadOnlyList<ContextFit> Fits { get; }

    /// <summary>Row of <see cref="Vectors"/> in force; −1 for none.</summary>
    public int RowAt(int session, int column) => _rows[(session * _columns) + column];

    /// <summary>The fit that serves a session; null before the first.</summary>
    public ContextFit? FitAt(int session)
    {
        var at = Array.BinarySearch(_servesFrom, session);
        var fit = at >= 0 ? at : ~at - 1;
        return fit < 0 ? null : Fits[fit];
    }

    /// <summary>True where the head spoke, false where the fallback did.</summary>
    public bool Spoke(int session, int column) => RowAt(session, column) >= 0 && FitAt(session) is not null;
}
