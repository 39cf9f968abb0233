using System.Security.Cryptography;
using System.Text;

namespace Prometheus.Sources.Texts;

/// <summary>What tells one text from another: the SHA-256 of its UTF-8 bytes in lower-case hex.</summary>
public static class ContentHash
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Of a headline and its body, as one text with a line break between them.</summary>
    public static string Of(string headline, string? body) => Of(body is null ? headline : $"{headline}\n{body}");
}
