using Prometheus.Core.Errors;

namespace Prometheus.Core.Panels;

/// <summary>Immutable session-major bit matrix; each row starts at a whole 64-bit word.</summary>
public sealed class Mask
{
    private readonly ulong[] _words;
    private readonly int _wordsPerRow;

    private Mask(ulong[] words, int sessions, int columns)
    {
        _words = words;
        _wordsPerRow = WordsFor(columns);
        Sessions = sessions;
        Columns = columns;
    }

    public int Sessions { get; }

    public int Columns { get; }

    public bool this[int session, int column]
        => (_words[(session * _wordsPerRow) + (column >> 6)] >> (column & 63) & 1) != 0;

    public static int WordsFor(int columns) => (columns + 63) >> 6;

    /// <summary>Takes ownership of <paramref name="words"/> (sessions × <see cref="WordsFor"/> columns).</summary>
    public static Mask Adopt(ulong[] words, int sessions, int columns)
    {
        if (words.Length != sessions * WordsFor(columns))
            throw new DataError($"a mask of {sessions} sessions × {columns} columns needs {sessions * WordsFor(columns)} words, found {words.Length}");
        return new Mask(words, sessions, columns);
    }

    /// <summary>The words of one session; bit <c>j</c> of word <c>k</c> is column 64·k + j.</summary>
    public ReadOnlySpan<ulong> Row(int session) => _words.AsSpan(session * _wordsPerRow, _wordsPerRow);
}
