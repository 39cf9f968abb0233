using System.Security.Cryptography;
using System.Text;

namespace Prometheus.Workflows.Texts;

/// <summary>What tells one text from another.</summary>
internal static class TextHash
{
    /// <summary>Hex SHA-256; parts are kept apart by a unit separator.</summary>
    public static string Of(params ReadOnlySpan<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))));
}
