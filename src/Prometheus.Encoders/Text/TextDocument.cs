namespace Prometheus.Encoders.Text;

/// <summary>A text that may be used from the close of a session on.</summary>
/// <param name="Id">Unique among the documents of a corpus.</param>
/// <param name="KnownOn">Session.</param>
/// <param name="Title">Read as a chunk of its own; empty where there is none.</param>
/// <param name="Body">Cut into overlapping chunks; empty where there is none.</param>
/// <param name="ContentHash">Equal for equal texts.</param>
public sealed record TextDocument(string Id, DateOnly KnownOn, string Title, string Body, string ContentHash);
