using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Texts;
using Prometheus.Encoders.Text;
using Prometheus.Jobs;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Texts;

/// <summary>Encodes the texts of a range and saves their vectors, one unit a calendar year.</summary>
public static class EmbedTexts
{
    /// <exception cref="NothingMatchedError">No text was asked for, or none is served by a fit.</exception>
    /// <exception cref="ModelError">A server did not answer as it must; nothing is saved then.</exception>
    public static EmbedTextsOutcome Execute(
        DatabasePair databases,
        TextRequest request,
        JobContext jobs)
    {
        OptionRules.Require(request);
        var market = MarketCatalog.Get(request.MarketId);
        var corpus = TextCorpora.Load(databases, request, jobs.Cancellation);
        if (corpus.Selected.Count == 0)
            throw new NothingMatchedError(FormattableString.Invariant(
                $"market {request.MarketId} has no text of type {request.Model.SourceType} known from {request.Start:yyyy-MM-dd} to {request.End:yyyy-MM-dd} that was asked for"));

        var modelId = request.Encoder.ModelIdOf(request.Model);
        var years = TextYear.Of(request.Start, request.End).Where(y => corpus.Selected.Any(d => IsIn(d, y))).ToArray();
        var optionsHash = StableId.HashOf(new { modelId, request.Language, request.Country, request.EventType, request.Limit });
        var units = years.ToDictionary(y => new JobUnit($"text {request.Model.SourceType}", y.Range, request.MarketId, optionsHash, InputsOf(request, market, corpus, y)));
        var asked = request.Encoder.Server is null ? 0 : AskServer.Execute(databases.Historical, request, ToAsk(databases.Historical, units, corpus, request, jobs.Options.Force), jobs);
        var fits = new TextFits(corpus.Documents, y => TextYear.FirstSession(market, y), request.Model.Options, jobs.Workers);
        var (beforeFit, withoutWords, total) = (0, 0, 0);
        var outcome = jobs.Run(databases.Historical, new Job<EncodedTexts>
        {
            Key = $"embed text {request.MarketId}",
            Units = [.. units.Keys],
            Compute = (unit, token) =>
            {
                var documents = corpus.Selected.Where(d => IsIn(d, units[unit])).ToArray();
                var encoded = DocumentEncoder.Encode(databases.Historical, documents, request, () => fits.At(units[unit].Year, token), token);
                Interlocked.Add(ref beforeFit, encoded.BeforeFit);
                Interlocked.Add(ref withoutWords, encoded.WithoutWords);
                Interlocked.Add(ref total, documents.Length);
                return encoded;
            },
            Save = (transaction, unit, encoded) => TextEmbeddingStore.Save(
                transaction, modelId, request.Model.SourceType, units[unit].First, units[unit].Last, encoded.Rows, request.IsPartial ? _ => false : corpus.Owned),
            WhenNothing = () => beforeFit > 0 && beforeFit == total && !IsStored(databases.Historical, modelId, request) ? new NothingMatchedError(TooFew(request, corpus)) : null,
        });
        return new EmbedTextsOutcome(modelId, request.Model.SourceType, outcome, beforeFit, withoutWords, asked);
    }

    private static bool IsStored(Database historical, string modelId, TextRequest request)
        => TextEmbeddingStore.Read(historical, modelId, request.Model.SourceType, request.Start, request.End).Count > 0;

    private static string TooFew(TextRequest request, TextCorpus corpus)
        => FormattableString.Invariant(
            $"no fit of {request.Model.ModelId} serves {request.Start:yyyy-MM-dd} to {request.End:yyyy-MM-dd}: it needs {request.Model.Options.MinimumDocuments} different texts known before the year, market {request.MarketId} has {corpus.Documents.Count} in all, the first from {corpus.Documents[0].KnownOn:yyyy-MM-dd}");

    private static bool IsIn(TextDocument document, TextYear year) => document.KnownOn >= year.First && document.KnownOn <= year.Last;

    /// <summary>The texts of units that are not finished; finished ones ask nobody.</summary>
    private static TextDocument[] ToAsk(Database historical, Dictionary<JobUnit, TextYear> units, TextCorpus corpus, TextRequest request, bool force)
    {
        var finished = FinishedUnit.All(historical).Where(u => u.JobKey == $"embed text {request.MarketId}").ToDictionary(u => u.UnitKey, u => u.InputsDigest, StringComparer.Ordinal);
        var open = units.Where(u => force || finished.GetValueOrDefault(u.Key.Key) != u.Key.InputsDigest).Select(u => u.Value).ToArray();
        return corpus.Selected.Where(d => open.Any(y => IsIn(d, y))).ToArray();
    }

    /// <summary>Everything a year's vectors follow from: its texts, and with the built-in encoder all texts that fits up to it read.</summary>
    private static string InputsOf(TextRequest request, MarketDefinition market, TextCorpus corpus, TextYear year)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (request.Encoder.Server is null)
        {
            Append(hash, StableId.HashOf(request.Model.Options));
            var servedFrom = TextYear.FirstSession(market, year.Year);
            foreach (var document in corpus.Documents.TakeWhile(d => d.KnownOn < servedFrom))
                Append(hash, document);
        }

        Append(hash, "encoded");
        foreach (var document in corpus.Selected.Where(d => IsIn(d, year)))
            Append(hash, document);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, TextDocument document)
        => Append(hash, FormattableString.Invariant($"{document.Id} {document.KnownOn:yyyy-MM-dd} {document.ContentHash}"));

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}

/// <summary>What a run wrote.</summary>
/// <param name="ModelId">Under which the vectors are stored.</param>
/// <param name="SourceType">Of the vectors.</param>
/// <param name="Job">Years done and skipped, rows written.</param>
/// <param name="BeforeFit">Texts of this run's years that no fit serves yet: they have no vector.</param>
/// <param name="WithoutWords">Texts of this run's years without a word but those of most texts: they have no vector.</param>
/// <param name="Asked">Texts a server was asked for; the rest were in the cache.</param>
public sealed record EmbedTextsOutcome(string ModelId, string SourceType, JobOutcome Job, int BeforeFit, int WithoutWords, int Asked);

/// <summary>Which texts are encoded, by whom, and how many of them are written.</summary>
public sealed record TextRequest
{
    public required TextModel Model { get; init; }

    public required string MarketId { get; init; }

    /// <summary>First session of the texts, inclusive.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last session of the texts, inclusive; nothing known later is read.</summary>
    public required DateOnly End { get; init; }

    public TextEncoderChoice Encoder { get; init; } = TextEncoderChoice.BuiltIn;

    /// <summary>Only articles of this language, whatever the case; null for all.</summary>
    public string? Language { get; init; }

    /// <summary>Only events of this country; null for all.</summary>
    public string? Country { get; init; }

    /// <summary>Only events of this type; null for all.</summary>
    public string? EventType { get; init; }

    /// <summary>Most texts written, the earliest of the range; null for all. What a fit is trained on is not bounded.</summary>
    [Range(1, 1e9, Unit = "texts")]
    public int? Limit { get; init; }

    /// <summary>True where only a part of what the market has in the range is asked for.</summary>
    internal bool IsPartial => Language is not null || Country is not null || EventType is not null || Limit is not null;
}
