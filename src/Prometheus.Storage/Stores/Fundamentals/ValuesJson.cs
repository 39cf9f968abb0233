using System.Text.Json;

namespace Prometheus.Storage.Stores.Fundamentals;

/// <summary>Numbers by name ⇄ JSON, names in ordinal order.</summary>
internal static class ValuesJson
{
    public static string Of(IReadOnlyDictionary<string, double> values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
                json.WriteNumber(name, value);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static SortedDictionary<string, double> Read(string json)
        => new(JsonSerializer.Deserialize<Dictionary<string, double>>(json)!, StringComparer.Ordinal);
}
