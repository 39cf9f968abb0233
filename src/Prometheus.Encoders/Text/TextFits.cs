namespace Prometheus.Encoders.Text;

/// <summary>
/// The walk-forward fits of one corpus: one a calendar year, on the documents known before the year's first session, each turned towards the
/// one before. Fits are made when they are asked for and kept; any thread may ask.
/// </summary>
/// <param name="documents">By session, then id.</param>
/// <param name="firstSession">The first session of a year.</param>
public sealed class TextFits(IReadOnlyList<TextDocument> documents, Func<int, DateOnly> firstSession, TextOptions options, int workers)
{
    private readonly Dictionary<int, TextFit?> _fits = [];
    private readonly Lock _gate = new();

    /// <summary>The fit that serves the sessions of a year; null where too few documents were known before it.</summary>
    public TextFit? At(int year, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            // From the first year on: each fit is turned towards the one before.
            for (var y = documents.Count == 0 ? year : Math.Min(year, documents[0].KnownOn.Year); y <= year; y++)
            {
                if (!_fits.ContainsKey(y))
                    _fits.Add(y, Make(y, cancellation));
            }

            return _fits[year];
        }
    }

    /// <summary>What the fit of a year is trained on: distinct texts known before its first session, at even strides where they are too many.</summary>
    public static List<TextDocument> TrainingDocuments(IReadOnlyList<TextDocument> documents, DateOnly servedFrom, TextOptions options)
    {
        var known = documents.Where(d => d.KnownOn < servedFrom).DistinctBy(d => d.ContentHash, StringComparer.Ordinal).ToList();
        var stride = (known.Count + options.MaximumDocuments - 1) / options.MaximumDocuments;
        return stride <= 1 ? known : known.Where((_, i) => i % stride == 0).ToList();
    }

    private TextFit? Make(int year, CancellationToken cancellation)
    {
        var servedFrom = firstSession(year);
        var training = TrainingDocuments(documents, servedFrom, options);
        if (training.Count < options.MinimumDocuments)
            return null;
        var texts = training.ConvertAll(d => TextChunks.Head(d.Title, d.Body, options));
        var fit = TextFit.Fit(texts, servedFrom, options, workers, cancellation);
        return _fits.GetValueOrDefault(year - 1) is { } previous ? TextAlignment.Align(fit, previous, workers) : fit;
    }
}

/// <summary>A text that may be used from the close of a session on.</summary>
/// <param name="Id">Unique among the documents of a corpus.</param>
/// <param name="KnownOn">Session.</param>
/// <param name="Title">Read as a chunk of its own; empty where there is none.</param>
/// <param name="Body">Cut into overlapping chunks; empty where there is none.</param>
/// <param name="ContentHash">Equal for equal texts.</param>
public sealed record TextDocument(string Id, DateOnly KnownOn, string Title, string Body, string ContentHash);
