using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Joint;

/// <summary>
/// A vector of fixed, named places: numbers on a log scale, categories one-hot in the place their hash names. Which fields exist moves nothing.
/// </summary>
internal sealed class NamedSlots(int width)
{
    private readonly float[] _values = new float[width];
    private int _next;

    /// <summary>sign(x)·ln(1 + |x|/scale) in the next place; NaN is 0.</summary>
    public void Number(double value, double scale)
        => _values[_next++] = double.IsNaN(value) ? 0 : (float)(Math.Sign(value) * ScalarMath.Log(1 + (Math.Abs(value) / scale)));

    /// <summary>The value itself in the next place; NaN is 0.</summary>
    public void Plain(double value) => _values[_next++] = double.IsNaN(value) ? 0 : (float)value;

    /// <summary>1 in one of the next <paramref name="slots"/> places, by hash; nothing where there is no value.</summary>
    public void Category(string name, string? value, int slots)
    {
        if (value is not null)
            _values[_next + (int)(HashOf(name, value) % (ulong)slots)] = 1;
        _next += slots;
    }

    /// <summary>Everything else, hashed with signs into the next places at length about 1 together.</summary>
    public void Rest(IReadOnlyCollection<(string Name, string Value)> fields, int slots)
    {
        foreach (var (name, value) in fields)
        {
            var hash = HashOf(name, value);
            _values[_next + (int)((hash >> 1) % (ulong)slots)] += (float)(((hash & 1) == 0 ? 1 : -1) / Math.Sqrt(fields.Count));
        }

        _next += slots;
    }

    public float[] Finish()
        => _next == _values.Length ? _values : throw new InvalidOperationException($"{_next} of {_values.Length} places were filled");

    private static ulong HashOf(string name, string value) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}={value}")), 0);
}
