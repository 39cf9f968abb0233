using System.Buffers;
using System.Text.Json;

namespace Prometheus.Stores.Fundamentals;

/// <summary>Numbers by name ⇄ JSON, names in ordinal order.</summary>
internal static class ValuesJson
{
    /// <summary>As UTF-8, for a row writer.</summary>
    public static ReadOnlySpan<byte> Of(IReadOnlyDictionary<string, double> values)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in values as SortedDictionary<string, double> ?? new SortedDictionary<string, double>(values.ToDictionary(), StringComparer.Ordinal))
                json.WriteNumber(name, value);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    public static SortedDictionary<string, double> Read(string json)
        => new(JsonSerializer.Deserialize<Dictionary<string, double>>(json)!, StringComparer.Ordinal);
}
