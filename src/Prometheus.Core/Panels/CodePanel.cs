using Prometheus.Core.Errors;

namespace Prometheus.Core.Panels;

/// <summary>Immutable session-major matrix of small codes (sector, soft-target class). <see cref="None"/> means "not known".</summary>
public sealed class CodePanel
{
    /// <summary>The code of an unobserved cell.</summary>
    public const byte None = byte.MaxValue;

    private readonly byte[] _codes;

    private CodePanel(byte[] codes, int sessions, int columns)
    {
        _codes = codes;
        Sessions = sessions;
        Columns = columns;
    }

    public int Sessions { get; }

    public int Columns { get; }

    public byte this[int session, int column] => _codes[(session * Columns) + column];

    /// <summary>Takes ownership of <paramref name="codes"/> (length sessions × columns).</summary>
    public static CodePanel Adopt(byte[] codes, int sessions, int columns)
    {
        if (codes.Length != sessions * columns)
            throw new DataError($"a code panel of {sessions} sessions × {columns} columns needs {sessions * columns} codes, found {codes.Length}");
        return new CodePanel(codes, sessions, columns);
    }

    public ReadOnlySpan<byte> Row(int session) => _codes.AsSpan(session * Columns, Columns);

    /// <summary>The rows 0 … <paramref name="asOf"/>, without a copy.</summary>
    public CodePrefix AsOf(int asOf)
    {
        if ((uint)asOf >= (uint)Sessions)
            throw new LookAheadError($"as-of row {asOf} lies outside a code panel of {Sessions} sessions");
        return new CodePrefix(_codes.AsSpan(0, (asOf + 1) * Columns), Columns);
    }
}
