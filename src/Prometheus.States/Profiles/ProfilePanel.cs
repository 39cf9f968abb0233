namespace Prometheus.States.Profiles;

/// <summary>The profile in force of every name on every session.</summary>
public sealed class ProfilePanel
{
    private readonly KnownProfile[] _profiles;
    private readonly int[] _rows;
    private readonly int _columns;

    internal ProfilePanel(KnownProfile[] profiles, int[] rows, int columns)
        => (_profiles, _rows, _columns) = (profiles, rows, columns);

    /// <summary>Null where none is known, or the last one is too old.</summary>
    public KnownProfile? At(int session, int column)
        => _rows[(session * _columns) + column] is >= 0 and var row ? _profiles[row] : null;

    /// <summary>False where no profile is in force.</summary>
    public bool IsWeak(int session, int column) => At(session, column)?.Weak == true;
}
