namespace Prometheus.Sources.Texts;

/// <summary>The source of rows that name none: the file's name without its endings.</summary>
public static class SourceLabel
{
    private static readonly string[] Endings = [".gz", ".csv", ".txt", ".jsonl", ".ndjson", ".json"];

    public static string Of(string file)
    {
        var name = file;
        foreach (var ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && name.Length > ending.Length)
                name = name[..^ending.Length];
        }

        return name;
    }
}
