using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Workflows.Texts;

namespace Prometheus.Cli.Commands.Embeddings;

/// <summary>Runs the workflows about texts with a progress line and says what came of them.</summary>
internal static class TextRun
{
    public static void Texts(Invocation call, TextRequest request, BackfillVerb verb)
        => Say(call, verb.Run(call, (databases, jobs) => EmbedTexts.Execute(databases, request, jobs)));

    public static void IssuerDays(Invocation call, string market, string model, string sourceType, DateOnly start, DateOnly end, string? language, BackfillVerb verb)
        => Say(call, verb.Run(call, (databases, jobs) => EmbedIssuerDays.Execute(databases, market, model, sourceType, start, end, language, jobs)));

    private static void Say(Invocation call, EmbedTextsOutcome outcome)
    {
        call.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.ModelId} {outcome.SourceType}: {outcome.Job.Done} years written with {outcome.Job.Rows} vectors, {outcome.Job.Skipped} were there already"));
        if (outcome.Asked > 0)
            call.Say(string.Create(CultureInfo.InvariantCulture, $"{outcome.Asked} texts were asked of the server, the rest were known"));
        if (outcome.BeforeFit > 0)
            call.Say(string.Create(CultureInfo.InvariantCulture, $"{outcome.BeforeFit} texts have no vector: too few were known before their year to fit the encoder"));
        if (outcome.WithoutWords > 0)
            call.Say(string.Create(CultureInfo.InvariantCulture, $"{outcome.WithoutWords} texts have no vector: they have no words but those of most texts"));
    }
}
