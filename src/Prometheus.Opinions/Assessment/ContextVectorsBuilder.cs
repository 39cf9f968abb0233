using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Vectors;

namespace Prometheus.Opinions.Assessment;

/// <summary>Takes stored vectors one by one, so that the wide originals need not be held at once. All count in the digest, also those not kept.</summary>
/// <param name="modelId">Joint model of the vectors.</param>
public sealed class ContextVectorsBuilder(string modelId)
{
    private readonly IncrementalHash _hash = Begin(modelId);
    private readonly List<(DateOnly Date, string Id)> _keys = [];
    private readonly List<double> _norms = [];
    private readonly List<double> _coverages = [];
    private readonly List<float[]> _chunks = [];
    private VectorSketch? _sketch;
    private (DateOnly Date, string Id) _last;

    /// <param name="vector">In order of date, then instrument.</param>
    /// <param name="keep">False where no fit and no decision reads it.</param>
    /// <exception cref="DataError">Out of order or twice, another width than before, or a number that is not finite.</exception>
    public void Add(ContextVector vector, bool keep = true)
    {
        var order = vector.AsOf.CompareTo(_last.Date) is not 0 and var days ? days : string.CompareOrdinal(vector.InstrumentId, _last.Id);
        if (_last.Id is not null && order <= 0)
            throw new DataError($"context vectors must ascend by date and name: {vector.InstrumentId} of {vector.AsOf:yyyy-MM-dd} follows {_last.Id} of {_last.Date:yyyy-MM-dd}");
        _last = (vector.AsOf, vector.InstrumentId);
        _sketch ??= new VectorSketch(vector.Values.Length);
        if (vector.Values.Length != _sketch.Inputs)
            throw new DataError($"the vector of {vector.InstrumentId} on {vector.AsOf:yyyy-MM-dd} has {vector.Values.Length} numbers, the others of {modelId} have {_sketch.Inputs}");
        var norm = NormOf(vector);
        Append(vector);
        if (!keep)
            return;
        var sketch = new float[_sketch.Outputs];
        _sketch.Write(vector.Values, sketch);
        _keys.Add(_last);
        _norms.Add(norm);
        _coverages.Add(vector.Coverage);
        _chunks.Add(sketch);
    }

    /// <summary>What was added. The builder is spent.</summary>
    public ContextVectors Build()
    {
        var width = _sketch?.Outputs ?? 1;
        var values = new float[_chunks.Count * width];
        for (var k = 0; k < _chunks.Count; k++)
            _chunks[k].CopyTo(values.AsSpan(k * width));
        _chunks.Clear();
        var digest = Convert.ToHexStringLower(_hash.GetHashAndReset());
        _hash.Dispose();
        return new ContextVectors(modelId, digest, [.. _keys], VectorBlock.Adopt(values, width), [.. _norms], [.. _coverages]);
    }

    private static IncrementalHash Begin(string modelId)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"context-vectors-v1\n{modelId}\n"));
        return hash;
    }

    private static double NormOf(ContextVector vector)
    {
        var squares = 0.0;
        foreach (var value in vector.Values)
            squares += (double)value * value;
        return double.IsFinite(squares)
            ? Math.Sqrt(squares)
            : throw new DataError($"the vector of {vector.InstrumentId} on {vector.AsOf:yyyy-MM-dd} is not finite");
    }

    private void Append(ContextVector vector)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(head, vector.AsOf.DayNumber);
        BinaryPrimitives.WriteDoubleLittleEndian(head[4..], vector.Coverage + 0.0);
        _hash.AppendData(head);
        _hash.AppendData(Encoding.UTF8.GetBytes(vector.InstrumentId + "\n"));
        _hash.AppendData(MemoryMarshal.AsBytes(vector.Values.AsSpan()));
    }
}

/// <summary>What was known of a name on a date, as a vector of a joint space.</summary>
/// <param name="InstrumentId">Whose; a name the market does not have is passed over.</param>
/// <param name="AsOf">Session from whose close on it may be used.</param>
/// <param name="Values">As wide as the space; absent branches are zero.</param>
/// <param name="Coverage">Weight of the branches that are present, 0 … 1.</param>
public sealed record ContextVector(string InstrumentId, DateOnly AsOf, float[] Values, double Coverage);
