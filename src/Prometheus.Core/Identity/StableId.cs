using System.Security.Cryptography;
using System.Text;

namespace Prometheus.Core.Identity;

/// <summary>Ids that follow from what they name: the SHA-256 of the natural key in UUID version 8 form, and short option hashes.</summary>
public static class StableId
{
    /// <summary>UUID v8 of a natural key; parts are joined with a unit separator, so ("a","bc") differs from ("ab","c").</summary>
    public static string Of(params ReadOnlySpan<string> keyParts) => FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', keyParts))));

    /// <summary>UUID v8 of the canonical JSON of a value.</summary>
    public static string OfJson<T>(T value) => FromHash(SHA256.HashData(CanonicalJson.Serialize(value)));

    /// <summary>Hex SHA-256 of the canonical JSON of an options record.</summary>
    public static string HashOf<T>(T options) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(options)));

    /// <summary>
    /// <paramref name="modelId"/> itself where <paramref name="options"/> equals the defaults, else <c>model@first8hex</c>.
    /// </summary>
    public static string ModelId<T>(string modelId, T options, T defaults)
        where T : IEquatable<T>
        => options.Equals(defaults) ? modelId : $"{modelId}@{HashOf(options)[..8]}";

    private static string FromHash(byte[] hash)
    {
        var id = hash.AsSpan(0, 16).ToArray();
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true).ToString("D");
    }
}
