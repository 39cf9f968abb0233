namespace Prometheus.Sources.Records;

/// <summary>One row of a table or one object of JSON lines.</summary>
/// <param name="Line">Physical line it begins on.</param>
/// <param name="Columns">Fields by simplified name.</param>
/// <param name="Broken">Why it could not be read, as shown in quarantine; null where it could.</param>
internal sealed record FileRecord(int Line, IReadOnlyDictionary<string, int> Columns, string[] Fields, string? Broken)
{
    /// <summary>The trimmed text of the first of these fields that the record has; empty where it has none.</summary>
    /// <param name="names">Simplified.</param>
    public string Text(string[] names)
    {
        foreach (var name in names)
        {
            if (Columns.TryGetValue(name, out var field))
                return Fields[field];
        }

        return "";
    }
}
