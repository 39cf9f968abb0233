namespace Prometheus.Stores;

/// <summary>Writes many rows of which most are new: those in bulk, changed ones by key.</summary>
internal static class FactRows
{
    /// <summary>A range without rows: what is written to it must be new.</summary>
    private static readonly KeyRange Nothing = KeyRange.Where("1 = 0");

    /// <summary>Writes <paramref name="rows"/>, ascending by key. Returns how many were added and changed.</summary>
    /// <param name="isStored">The row's key is in the table.</param>
    public static (int Added, int Changed) Save<T>(
        DatabaseTransaction unit, TableShape table, IReadOnlyList<T> rows, Func<T, bool> isStored, Action<RowWriter, T> write)
    {
        var changed = rows.Where(isStored).ToArray();
        var added = rows.Where(r => !isStored(r)).ToArray();
        if (added.Length > 0)
            unit.Replace(table, Nothing, writer => WriteAll(writer, added, write));
        if (changed.Length > 0)
            unit.Upsert(table, writer => WriteAll(writer, changed, write));
        return (added.Length, changed.Length);
    }

    private static void WriteAll<T>(RowWriter writer, T[] rows, Action<RowWriter, T> write)
    {
        foreach (var row in rows)
        {
            write(writer, row);
            writer.EndRow();
        }
    }
}
