namespace Prometheus.Databases;

/// <summary>
/// What a piece of work read and what it left behind, noted by those who read and write: the databases for every statement, the loader of a
/// market for a slice as a whole, the writers and readers of files. It flows with the work onto other threads, and no result depends on it.
/// </summary>
public sealed class AccessLog
{
    private static readonly AsyncLocal<AccessLog?> Followed = new();
    private static readonly AsyncLocal<bool> IsCovered = new();

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TableSlice> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Reference), string> _digests = [];
    private readonly Dictionary<string, TableSlice> _written = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _filesRead = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _filesWritten = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _filesShared = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _filesKept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _skipped = new(StringComparer.Ordinal);

    /// <summary>The log of the work that is going on; null where nobody asked for one.</summary>
    public static AccessLog? Current => Followed.Value;

    /// <summary>Called inside every transaction that wrote results, before it is committed, with what it wrote.</summary>
    public Action<DatabaseTransaction, IReadOnlyList<TableSlice>>? Committing { get; init; }

    /// <summary>Whether a file may be replaced; null for yes. A file that must not is kept, and noted.</summary>
    public Func<string, bool>? MayReplace { get; init; }

    /// <summary>Parts of tables that were read, each table and set of values once.</summary>
    public IReadOnlyList<TableSlice> Read
    {
        get
        {
            lock (_lock)
                return [.. _read.Values];
        }
    }

    /// <summary>What was read as a whole, with the digest of what was found.</summary>
    public IReadOnlyList<(string Kind, string Reference, string Digest)> ReadWhole
    {
        get
        {
            lock (_lock)
                return [.. _digests.Select(d => (d.Key.Kind, d.Key.Reference, d.Value))];
        }
    }

    /// <summary>Parts of tables that were written and are results: no source data, no bookkeeping.</summary>
    public IReadOnlyList<TableSlice> Written
    {
        get
        {
            lock (_lock)
                return [.. _written.Values];
        }
    }

    /// <summary>Files that were read and not written before.</summary>
    public IReadOnlyCollection<string> FilesRead => _filesRead;

    public IReadOnlyCollection<string> FilesWritten => _filesWritten;

    /// <summary>Those of them in which others have rows as well.</summary>
    public IReadOnlySet<string> FilesShared => _filesShared;

    /// <summary>Files that were to be written and were left as they are.</summary>
    public IReadOnlyCollection<string> FilesKept => _filesKept;

    /// <summary>Blocks of the units that were there already.</summary>
    public IReadOnlySet<string> Skipped => _skipped;

    /// <summary>Makes this the log of the calling work until it is disposed.</summary>
    public IDisposable Follow()
    {
        var before = Followed.Value;
        Followed.Value = this;
        return new Restore(() => Followed.Value = before);
    }

    /// <summary>What is read until it is disposed is noted by the caller as a whole.</summary>
    public static IDisposable Cover()
    {
        var before = IsCovered.Value;
        IsCovered.Value = true;
        return new Restore(() => IsCovered.Value = before);
    }

    /// <param name="kind">Of what was read, e.g. <c>market</c>.</param>
    /// <param name="reference">Names it, so that it can be read again.</param>
    /// <param name="digest">Asked for once a reference.</param>
    public void NoteRead(string kind, string reference, Func<string> digest)
    {
        lock (_lock)
        {
            if (_digests.ContainsKey((kind, reference)))
                return;
        }

        var found = digest();
        lock (_lock)
            _digests.TryAdd((kind, reference), found);
    }

    public void NoteFileRead(string path)
    {
        lock (_lock)
        {
            if (!_filesWritten.Contains(Path.GetFullPath(path)))
                _filesRead.Add(Path.GetFullPath(path));
        }
    }

    public void NoteFileWritten(string path)
    {
        lock (_lock)
            _filesWritten.Add(Path.GetFullPath(path));
    }

    /// <summary>A file to be written that keeps the rows others have in it.</summary>
    public void NoteFileShared(string path)
    {
        lock (_lock)
            _filesShared.Add(Path.GetFullPath(path));
    }

    public void NoteFileKept(string path)
    {
        lock (_lock)
            _filesKept.Add(Path.GetFullPath(path));
    }

    /// <summary>A unit that was there already.</summary>
    public void NoteSkipped(string block)
    {
        lock (_lock)
            _skipped.Add(block);
    }

    internal static void NoteStatement(LogicalDatabase database, string sql, object? parameters)
    {
        if (Uncovered is { } log && StatementSlices.Written(sql) is null)
            log.Add(log._read, StatementSlices.Of(database, sql, parameters).Where(s => TableRoles.Of(s.Table) != TableRole.Bookkeeping).SelectMany(s => s.ReadAsSeeds()));
    }

    /// <summary>The log, unless what goes on is noted as a whole.</summary>
    internal static AccessLog? Uncovered => IsCovered.Value ? null : Followed.Value;

    internal void NoteWritten(IReadOnlyList<TableSlice> slices) => Add(_written, slices);

    /// <summary>One slice a table and set of values, wide enough for all that are given.</summary>
    internal static void Merge(Dictionary<string, TableSlice> to, IEnumerable<TableSlice> slices)
    {
        foreach (var slice in slices)
            to[slice.Name] = to.TryGetValue(slice.Name, out var before) ? before.With(slice) : slice;
    }

    private void Add(Dictionary<string, TableSlice> to, IEnumerable<TableSlice> slices)
    {
        lock (_lock)
            Merge(to, slices);
    }

    private sealed class Restore(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
