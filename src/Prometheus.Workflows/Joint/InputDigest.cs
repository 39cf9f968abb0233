using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Embeddings.Joint;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Joint;

/// <summary>The digest of the vectors and texts a unit reads, in the order given.</summary>
internal sealed class InputDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public InputDigest Add(string branch, IEnumerable<StoredVector> vectors)
    {
        Add(branch);
        foreach (var v in vectors)
            Add(v.EntityId, v.AsOf, v.Vector);
        return this;
    }

    public InputDigest Add(string branch, IEnumerable<JointVector> vectors)
    {
        Add(branch);
        foreach (var v in vectors)
        {
            Add(v.EntityKey, v.AsOf, v.Vector);
            _hash.AppendData(BitConverter.GetBytes(v.BranchMask));
        }

        return this;
    }

    public InputDigest Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _hash.AppendData(BitConverter.GetBytes(bytes.Length));
        _hash.AppendData(bytes);
        return this;
    }

    public InputDigest Add(string entity, DateOnly asOf, float[] vector)
    {
        Add(string.Create(CultureInfo.InvariantCulture, $"{entity} {asOf:yyyy-MM-dd} {vector.Length}"));
        _hash.AppendData(MemoryMarshal.AsBytes(vector.AsSpan()));
        return this;
    }

    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
