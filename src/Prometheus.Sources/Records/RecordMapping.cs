using Prometheus.Core.Errors;

namespace Prometheus.Sources.Records;

/// <summary>Field names the user gives for our columns, as in <c>headline=text,timestamp=created_at</c>.</summary>
public static class RecordMapping
{
    /// <exception cref="UserError">A pair without <c>=</c>, or a column named twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string? text)
    {
        var mapping = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == pair.Length - 1)
                throw new UserError($"--columns expects NAME=FIELD, for example headline=text, found '{pair}'");
            if (!mapping.TryAdd(pair[..equals].Trim(), pair[(equals + 1)..].Trim()))
                throw new UserError($"--columns names column '{pair[..equals].Trim()}' twice");
        }

        return mapping;
    }
}
