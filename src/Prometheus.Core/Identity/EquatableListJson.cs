using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prometheus.Core.Identity;

/// <summary>Reads and writes an <see cref="EquatableList{T}"/> of texts as a JSON array.</summary>
public sealed class EquatableListJson : JsonConverter<EquatableList<string>>
{
    public override EquatableList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => EquatableListBuilder.Create<string>(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

    public override void Write(Utf8JsonWriter writer, EquatableList<string> value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value.ToArray(), options);
}
