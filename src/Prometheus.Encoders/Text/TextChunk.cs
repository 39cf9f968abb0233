namespace Prometheus.Encoders.Text;

/// <summary>A piece of a document that is encoded at once, and its weight in the document's vector.</summary>
public readonly record struct TextChunk(string Text, double Weight);
