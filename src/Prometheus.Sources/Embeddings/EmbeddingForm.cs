namespace Prometheus.Sources.Embeddings;

/// <summary>How an embedding server is asked.</summary>
public enum EmbeddingForm
{
    /// <summary><c>POST /v1/embeddings</c> with a model and a list of inputs, as OpenAI, vLLM, Ollama and this program's own server take it.</summary>
    OpenAi,

    /// <summary><c>POST /embed</c> of Hugging Face's text-embeddings-inference: one model a server.</summary>
    TextEmbeddingsInference,
}
