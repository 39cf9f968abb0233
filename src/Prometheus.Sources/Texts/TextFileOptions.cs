namespace Prometheus.Sources.Texts;

/// <summary>How a file of texts is read.</summary>
public sealed record TextFileOptions
{
    /// <summary>Field names the user gives for our columns.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Takes a date without a time as the end of that day at the venue.</summary>
    public bool DateOnly { get; init; }

    /// <summary>Source of rows that name none; null takes the name of the file without its endings.</summary>
    public string? Source { get; init; }
}
