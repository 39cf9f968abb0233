namespace Prometheus.Databases;

/// <summary>
/// Names (instruments, sectors, and whatever else many rows repeat) ⇄ the small keys under which <c>names</c> has them. A key says nothing and is
/// never shown.
/// </summary>
public sealed class NameKeys
{
    private readonly Dictionary<string, int> _keys;

    private NameKeys(Dictionary<string, int> keys) => _keys = keys;

    /// <exception cref="KeyNotFoundException">The name was not asked for.</exception>
    public int this[string name] => _keys[name];

    /// <summary>The keys in the order of the names.</summary>
    public int[] Of(ReadOnlySpan<string> names)
    {
        var keys = new int[names.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = _keys[names[i]];
        return keys;
    }

    /// <summary>The keys of <paramref name="names"/>; those that are new get one.</summary>
    public static NameKeys Of(DatabaseTransaction unit, IEnumerable<string> names)
    {
        var wanted = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var keys = Read(unit, wanted);

        // In ordinal order, so that two transactions that need the same names wait for each other and never in a circle.
        var missing = wanted.Where(n => !keys.ContainsKey(n)).ToArray();
        if (missing.Length == 0)
            return new NameKeys(keys);
        var fresh = unit.NewKeys("names", "name_key", missing.Length);
        for (var i = 0; i < missing.Length; i++)
            unit.Execute("INSERT INTO names (name_key, name) VALUES (@key, @name) ON CONFLICT (name) DO NOTHING", new { key = fresh[i], name = missing[i] });
        return new NameKeys(Read(unit, wanted));
    }

    private static Dictionary<string, int> Read(DatabaseTransaction unit, string[] names)
    {
        var keys = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        foreach (var some in names.Chunk(10_000))
        {
            using var rows = unit.Read("SELECT name, name_key FROM names WHERE name IN @some", new { some });
            while (rows.Next())
                keys.Add(rows.Text(0), (int)rows.Integer(1));
        }

        return keys;
    }
}
