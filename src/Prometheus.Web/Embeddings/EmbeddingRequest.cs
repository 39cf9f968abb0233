using System.Text.Json;
using Prometheus.Core.Errors;

namespace Prometheus.Web.Embeddings;

/// <summary>A request in the OpenAI form.</summary>
/// <param name="Dimensions">What the client expects; null where it takes what it gets.</param>
/// <param name="AsBase64">Vectors as base64 of little-endian float32 instead of numbers.</param>
internal sealed record EmbeddingRequest(string Model, IReadOnlyList<string> Texts, int? Dimensions, bool AsBase64)
{
    /// <exception cref="UserError">Something is missing or of the wrong kind.</exception>
    public static EmbeddingRequest Read(JsonElement json, EmbeddingServerOptions options)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new UserError("expected a JSON object with model and input");
        var model = json.TryGetProperty("model", out var named) && named.ValueKind == JsonValueKind.String
            ? named.GetString()!
            : options.Models.Count == 1 ? options.Models.Keys.Single() : throw new UserError("expected a model, found none");
        if (!json.TryGetProperty("input", out var input))
            throw new UserError("expected an input, found none");
        return new EmbeddingRequest(model, TextsOf(input, options), DimensionsOf(json), IsBase64(json));
    }

    private static string[] TextsOf(JsonElement input, EmbeddingServerOptions options)
    {
        if (input.ValueKind == JsonValueKind.String)
            return [input.GetString()!];
        if (input.ValueKind != JsonValueKind.Array || input.EnumerateArray().Any(i => i.ValueKind != JsonValueKind.String))
            throw new UserError("input expects a text or a list of texts");
        return input.GetArrayLength() is var count && count >= 1 && count <= options.MaximumInputs
            ? [.. input.EnumerateArray().Select(i => i.GetString()!)]
            : throw new UserError(FormattableString.Invariant($"input expects 1 to {options.MaximumInputs} texts, found {count}"));
    }

    private static int? DimensionsOf(JsonElement json)
    {
        if (!json.TryGetProperty("dimensions", out var dimensions) || dimensions.ValueKind == JsonValueKind.Null)
            return null;
        return dimensions.ValueKind == JsonValueKind.Number && dimensions.TryGetInt32(out var number) ? number : throw new UserError($"dimensions expects a whole number, found {dimensions.GetRawText()}");
    }

    private static bool IsBase64(JsonElement json)
    {
        if (!json.TryGetProperty("encoding_format", out var format) || format.ValueKind == JsonValueKind.Null)
            return false;
        return (format.ValueKind == JsonValueKind.String ? format.GetString() : null) switch
        {
            "float" => false,
            "base64" => true,
            _ => throw new UserError($"encoding_format expects float or base64, found {format.GetRawText()}"),
        };
    }
}
