using Microsoft.Extensions.AI;
using Prometheus.Core.Markets;
using Prometheus.Encoders.Text;

namespace Prometheus.Workflows.Texts;

/// <summary>The built-in encoder as it serves on a date, for whoever wants to ask it.</summary>
public static class OpenTextModel
{
    /// <param name="request">Its end is the date; no text known later is read.</param>
    /// <exception cref="NothingMatchedError">No fit serves that date.</exception>
    public static IEmbeddingGenerator<string, Embedding<float>> Execute(DatabasePair databases, TextRequest request, int workers, CancellationToken cancellation = default)
    {
        var market = MarketCatalog.Get(request.MarketId);
        var documents = TextCorpora.Load(databases, request, cancellation).Documents;

        // A date before its year's first session is still served by the year before.
        var year = request.End >= TextYear.FirstSession(market, request.End.Year) ? request.End.Year : request.End.Year - 1;
        var fits = new TextFits(documents, y => TextYear.FirstSession(market, y), request.Model.Options, workers);
        return fits.At(year, cancellation) is { } fit
            ? new BuiltInEmbeddingGenerator(request.Model.ModelId, fit, request.Model.Options)
            : throw new NothingMatchedError(FormattableString.Invariant(
                $"no fit of {request.Model.ModelId} serves {request.End:yyyy-MM-dd}: it needs {request.Model.Options.MinimumDocuments} different texts of market {request.MarketId} known before {year}, found {TextFits.TrainingDocuments(documents, TextYear.FirstSession(market, year), request.Model.Options).Count}"));
    }
}
