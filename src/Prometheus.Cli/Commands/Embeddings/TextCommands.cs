using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Embeddings.Texts;
using Prometheus.Workflows.Texts;

namespace Prometheus.Cli.Commands.Embeddings;

/// <summary>Vectors of texts.</summary>
internal static class TextCommands
{
    /// <summary><c>embed text</c>: articles, profiles or events; articles also joined by issuer and session.</summary>
    public static Command Text(CommandHost host)
    {
        var model = new Option<string>("--model") { Description = string.Join(", ", TextModel.All.Select(m => m.ModelId)), DefaultValueFactory = _ => TextModel.FinGeneral.ModelId, HelpName = "id" };
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var market = CommonOptions.Market();
        var flags = new TextFlags();
        var verb = new BackfillVerb("texts");
        return host.Command(
            "text",
            "encode news, profiles or events and save their vectors",
            "prometheus embed text --model text-fin-general-v1 --start 2021-01-01 --end 2022-12-31",
            [model, start, end, market, flags.Encoder, flags.Url, flags.RemoteModel, flags.Dimensions, flags.BatchSize, flags.Limit, flags.Language, flags.Country, flags.EventType, .. verb.Flags],
            call =>
            {
                var (from, to) = call.Range(start, end);
                var request = new TextRequest
                {
                    Model = TextModel.Of(call.Get(model)),
                    MarketId = call.Get(market),
                    Start = from,
                    End = to,
                    Encoder = flags.Choice(call),
                    Language = call.Get(flags.Language),
                    Country = call.Get(flags.Country),
                    EventType = call.Get(flags.EventType),
                    Limit = flags.LimitOf(call),
                };
                TextCommands.TextRunTexts(call, request, verb);
                if (request.Model.SourceType == TextModel.News)
                    TextIssuerDays(call, request, verb);
                return ExitCode.Done;
            });
    }

    /// <summary>News of the market alone have no issuer; that is no mistake.</summary>
    private static void TextIssuerDays(Invocation call, TextRequest request, BackfillVerb verb)
    {
        try
        {
            TextCommands.TextRunIssuerDays(
                call, request.MarketId, request.Encoder.ModelIdOf(request.Model), TextModel.NewsIssuerDay, request.Start, request.End, request.Language, verb);
        }
        catch (NothingMatchedError nothing)
        {
            call.Say(nothing.Message);
        }
    }

    public static Command News(CommandHost host)
    {
        var flags = new TextFlags();
        return TextScriptsTexts(host, "backfill_text_embeddings", "encode news", "text-fin-general-v1", flags, [flags.Language]);
    }

    public static Command Profiles(CommandHost host)
        => TextScriptsTexts(host, "backfill_profile_text_embeddings", "encode profile texts; --as-of writes the year's up to that date", "text-profile-v1", new TextFlags(), []);

    public static Command Macro(CommandHost host)
    {
        var flags = new TextFlags();
        return TextScriptsTexts(host, "backfill_macro_text_embeddings", "encode macro events", "text-macro-v1", flags, [flags.Country, flags.EventType]);
    }

    public static Command IssuerNews(CommandHost host)
    {
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var model = new Option<string>("--model-id") { Description = "under which the articles' vectors are stored", DefaultValueFactory = _ => TextModel.FinGeneral.ModelId, HelpName = "id" };
        var sourceType = new Option<string>("--source-type") { Description = "of the joined vectors", DefaultValueFactory = _ => TextModel.NewsIssuerDay, HelpName = "name" };
        var market = CommonOptions.Market();
        var flags = new TextFlags();
        var verb = new BackfillVerb("texts");
        return host.Command(
            "backfill_issuer_news_embeddings",
            "join articles' vectors by issuer and session",
            "prometheus script backfill_issuer_news_embeddings --start 2021-01-01 --end 2022-12-31",
            [start, end, model, sourceType, flags.Language, market, .. verb.Flags],
            call =>
            {
                var (from, to) = call.Range(start, end);
                if (call.Get(sourceType) is TextModel.News or TextModel.Profile or TextModel.Macro)
                    throw new UserError($"--source-type expects a type of joined vectors such as {TextModel.NewsIssuerDay}, found '{call.Get(sourceType)}'");
                TextCommands.TextRunIssuerDays(call, call.Get(market), call.Get(model), Guard.NotBlank(call.Get(sourceType), "--source-type"), from, to, call.Get(flags.Language), verb);
                return ExitCode.Done;
            });
    }

    private static Command TextScriptsTexts(CommandHost host, string name, string summary, string modelId, TextFlags flags, Symbol[] filters)
    {
        var model = new Option<string>("--model-id") { Description = "model", DefaultValueFactory = _ => modelId, HelpName = "id" };
        var market = CommonOptions.Market();
        var verb = new BackfillVerb("texts");
        return host.Command(
            name,
            summary,
            $"prometheus script {name} --date-range 2021-01-01 2022-12-31",
            [flags.AsOf, flags.DateRange, .. filters, flags.Limit, flags.BatchSize, model, flags.HfModelName, flags.Device, flags.Encoder, flags.Url, flags.RemoteModel, flags.Dimensions, market, .. verb.Flags],
            call =>
            {
                var wanted = TextModel.Of(modelId);
                if (TextModel.Of(call.Get(model)) != wanted)
                    throw new UserError($"--model-id expects {modelId}, found '{call.Get(model)}'");
                var (start, end) = flags.Range(call);
                if (wanted.SourceType == TextModel.Profile && start == end)
                    start = new DateOnly(end.Year, 1, 1); // a profile text stands until the next one
                var request = new TextRequest
                {
                    Model = wanted,
                    MarketId = call.Get(market),
                    Start = start,
                    End = end,
                    Encoder = flags.Choice(call, isScript: true),
                    Language = filters.Contains(flags.Language) ? call.Get(flags.Language) : null,
                    Country = filters.Contains(flags.Country) ? call.Get(flags.Country) : null,
                    EventType = filters.Contains(flags.EventType) ? call.Get(flags.EventType) : null,
                    Limit = flags.LimitOf(call),
                };
                TextCommands.TextRunTexts(call, request, verb);
                return ExitCode.Done;
            });
    }

    public static void TextRunTexts(Invocation call, TextRequest request, BackfillVerb verb)
        => Say(call, verb.Run(call, (databases, jobs) => EmbedTexts.Execute(databases, request, jobs)));

    public static void TextRunIssuerDays(Invocation call, string market, string model, string sourceType, DateOnly start, DateOnly end, string? language, BackfillVerb verb)
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
