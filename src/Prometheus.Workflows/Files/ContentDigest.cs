using System.Security.Cryptography;
using System.Text;

namespace Prometheus.Workflows.Files;

/// <summary>What tells one version of a file or folder from another.</summary>
internal static class ContentDigest
{
    /// <summary>Hex SHA-256 of a file's bytes; for a folder, of its files' names and digests in ordinal order.</summary>
    public static string Of(string path)
    {
        if (!Directory.Exists(path))
            return OfFile(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\n{OfFile(file)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string OfFile(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
