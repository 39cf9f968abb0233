using Prometheus.Core.Identity;
using Prometheus.Embeddings.Texts;
using Prometheus.Encoders.Text;
using Prometheus.Sources.Embeddings;

namespace Prometheus.Workflows.Texts;

/// <summary>Who encodes: the built-in encoder, or a server.</summary>
/// <param name="Server">Null for the built-in encoder.</param>
/// <param name="Token">The server's, never shown.</param>
public sealed record TextEncoderChoice(HttpEmbeddingOptions? Server, string? Token)
{
    public static TextEncoderChoice BuiltIn { get; } = new(null, null);

    /// <summary>Names a server's answers in the cache: they depend on its model and the size of its vectors, not on where it runs.</summary>
    public string ServerId => FormattableString.Invariant($"http:{Server!.Form}:{Server.Model ?? Server.Shown}:{Server.Dimensions}");

    /// <summary>The id under which vectors are stored: a server's stand beside the built-in ones, never among them.</summary>
    public string ModelIdOf(TextModel model)
        => Server is null ? model.ModelId : $"{model.ModelId}@{StableId.HashOf(new { encoder = ServerId, TextOptions.Default.ChunkTokens, TextOptions.Default.ChunkStride })[..8]}";

    /// <summary>Names no token.</summary>
    public override string ToString() => Server is null ? "built-in" : ServerId;
}
