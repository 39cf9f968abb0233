using Prometheus.Encoders.Text;
using Prometheus.Jobs;
using Prometheus.Sources.Embeddings;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Texts;

/// <summary>
/// Asks an embedding server for the texts that the cache does not have, each different text once, in units that are kept as they come: a run
/// that ends early is not paid for twice, and no document is saved before all of a year's texts are there.
/// </summary>
internal static class AskServer
{
    private const int TextsOfUnit = 512;

    /// <returns>How many texts were asked for.</returns>
    public static int Execute(
        Database historical, TextRequest request, IReadOnlyList<TextDocument> documents, JobContext jobs)
    {
        var encoder = request.Encoder;
        var texts = documents.SelectMany(d => TextChunks.Of(d.Title, d.Body, request.Model.Options)).Select(c => c.Text)
            .Distinct(StringComparer.Ordinal).ToDictionary(t => TextHash.Of(t), StringComparer.Ordinal);
        var known = TextVectorCacheStore.Find(historical, encoder.ServerId, texts.Keys);
        var missing = texts.Keys.Where(h => !known.ContainsKey(h)).Order(StringComparer.Ordinal).Chunk(TextsOfUnit).ToArray();
        if (missing.Length == 0)
            return 0;

        var units = missing.ToDictionary(hashes => new JobUnit(
            "text vectors", $"{hashes[0][..16]}..{hashes[^1][..16]}", encoder.ServerId, "", TextHash.Of(hashes)));
        using var server = new HttpEmbeddingGenerator(encoder.Server!, encoder.Token);

        // What is not in the cache is not done, whatever was remembered of it.
        var asking = jobs with { Options = jobs.Options with { Force = true }, Progress = null };
        var outcome = asking.Run(historical, new Job<float[][]>
        {
            Key = "embed text server",
            Units = [.. units.Keys],
            Compute = (unit, token) => DocumentEncoder.Vectors(server, units[unit].Select(h => texts[h]), token),
            Save = (transaction, unit, vectors) => TextVectorCacheStore.Save(
                transaction, encoder.ServerId, units[unit].Zip(vectors).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)),
        });
        if (outcome.WasCancelled)
            jobs.Cancellation.ThrowIfCancellationRequested();
        return missing.Sum(m => m.Length);
    }
}
