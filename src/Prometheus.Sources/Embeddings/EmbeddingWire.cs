using System.Text.Json;
using Prometheus.Core.Errors;

namespace Prometheus.Sources.Embeddings;

/// <summary>Requests and answers of the two forms as JSON.</summary>
internal static class EmbeddingWire
{
    public static byte[] Request(HttpEmbeddingOptions options, IReadOnlyList<string> texts)
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal);
        if (options.Form == EmbeddingForm.TextEmbeddingsInference)
        {
            fields["inputs"] = texts;
            fields["truncate"] = true;
            return JsonSerializer.SerializeToUtf8Bytes(fields);
        }

        if (options.Model is { } model)
            fields["model"] = model;
        fields["input"] = texts;
        fields["encoding_format"] = "float";
        if (options.AskForDimensions)
            fields["dimensions"] = options.Dimensions;
        return JsonSerializer.SerializeToUtf8Bytes(fields);
    }

    /// <summary>The vectors of an answer in the order of the texts, as the server gave them.</summary>
    /// <exception cref="JsonException">The answer is no JSON, or not whole.</exception>
    /// <exception cref="ModelError">It is JSON, but not what was asked for.</exception>
    public static float[][] Answer(HttpEmbeddingOptions options, ReadOnlyMemory<byte> body, int texts)
    {
        using var json = JsonDocument.Parse(body);
        var items = options.Form == EmbeddingForm.TextEmbeddingsInference ? json.RootElement : Member(options, json.RootElement, "data");
        if (items.ValueKind != JsonValueKind.Array || items.GetArrayLength() != texts)
            throw new ModelError($"{options.Shown} answered {Describe(items)}, expected {texts} vectors");
        var vectors = new float[texts][];
        var position = 0;
        foreach (var item in items.EnumerateArray())
        {
            var isPlain = options.Form == EmbeddingForm.TextEmbeddingsInference;
            var index = !isPlain && item.TryGetProperty("index", out var stated) && stated.TryGetInt32(out var number) ? number : position;
            if (index < 0 || index >= texts || vectors[index] is not null)
                throw new ModelError($"{options.Shown} answered a vector for text {index} of {texts}, expected each text once");
            vectors[index] = Vector(options, isPlain ? item : Member(options, item, "embedding"));
            position++;
        }

        return vectors;
    }

    private static float[] Vector(HttpEmbeddingOptions options, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() != options.Dimensions)
            throw new ModelError($"{options.Shown} answered vectors of {Describe(item)}, expected {options.Dimensions} numbers (--dimensions)");
        var vector = new float[options.Dimensions];
        var k = 0;
        foreach (var number in item.EnumerateArray())
        {
            if (number.ValueKind != JsonValueKind.Number || !float.IsFinite(vector[k++] = number.GetSingle()))
                throw new ModelError($"{options.Shown} answered {number.GetRawText()} in a vector, expected a finite number");
        }

        return vector;
    }

    private static JsonElement Member(HttpEmbeddingOptions options, JsonElement item, string name)
        => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var member)
            ? member
            : throw new ModelError($"{options.Shown} answered JSON without \"{name}\"");

    private static string Describe(JsonElement item)
        => item.ValueKind == JsonValueKind.Array ? $"{item.GetArrayLength()} items" : $"JSON of kind {item.ValueKind}";
}
