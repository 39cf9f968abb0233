using Prometheus.Core.Errors;
using Prometheus.Core.Options;

namespace Prometheus.Sources.Embeddings;

/// <summary>Which server, which model and how patiently. A token is no part of it, so that the record can be printed and hashed.</summary>
public sealed record HttpEmbeddingOptions
{
    public const int DefaultDimensions = 384;

    /// <summary>Where texts are posted.</summary>
    public required Uri Address { get; init; }

    public required EmbeddingForm Form { get; init; }

    /// <summary>What the server calls its model; null where it has only one.</summary>
    public string? Model { get; init; }

    /// <summary>Numbers a vector must have.</summary>
    [Range(1, 65_536)]
    public int Dimensions { get; init; } = DefaultDimensions;

    /// <summary>Ask the server for this many, as only some models allow; otherwise the number is only checked.</summary>
    public bool AskForDimensions { get; init; }

    /// <summary>Texts of one request.</summary>
    [Range(1, 100_000, Unit = "texts")]
    public int BatchSize { get; init; } = 64;

    /// <summary>Tries of one request, the first included.</summary>
    [Range(1, 100, Unit = "tries")]
    public int Attempts { get; init; } = 5;

    /// <summary>Longest wait for one answer.</summary>
    [Range(0, 86_400, ExcludesMinimum = true, Unit = "seconds")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Wait before the second try; it doubles from try to try, and a server's <c>Retry-After</c> overrules it.</summary>
    [Range(0, 86_400, Unit = "seconds")]
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two tries.</summary>
    [Range(0, 86_400, Unit = "seconds")]
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The address without what might be secret in it.</summary>
    public string Shown => Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>
    /// Reads an address as people write it: with <c>/embed</c> at its end it is of the one form, everything else of the other, and a bare server
    /// gets the form's own path.
    /// </summary>
    /// <exception cref="UserError">No absolute http or https address.</exception>
    public static HttpEmbeddingOptions To(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new UserError($"--url expects an address such as http://127.0.0.1:8080, found '{address}'");
        var path = uri.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/embed", StringComparison.Ordinal))
            return new HttpEmbeddingOptions { Address = uri, Form = EmbeddingForm.TextEmbeddingsInference };
        var full = path.EndsWith("/embeddings", StringComparison.Ordinal) ? path : path.EndsWith("/v1", StringComparison.Ordinal) ? $"{path}/embeddings" : $"{path}/v1/embeddings";
        return new HttpEmbeddingOptions { Address = new UriBuilder(uri) { Path = full }.Uri, Form = EmbeddingForm.OpenAi };
    }
}

/// <summary>How an embedding server is asked.</summary>
public enum EmbeddingForm
{
    /// <summary><c>POST /v1/embeddings</c> with a model and a list of inputs, as OpenAI, vLLM, Ollama and this program's own server take it.</summary>
    OpenAi,

    /// <summary><c>POST /embed</c> of Hugging Face's text-embeddings-inference: one model a server.</summary>
    TextEmbeddingsInference,
}
