namespace Prometheus.Sources.Csv;

/// <summary>Header names compared by what they say, not by how they are written.</summary>
internal static class HeaderName
{
    /// <summary><c>Adj Close*</c> and <c>adj_close</c> → <c>adjclose</c>: letters and digits only, lower case.</summary>
    public static string Simplify(string header) => string.Concat(header.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));
}
