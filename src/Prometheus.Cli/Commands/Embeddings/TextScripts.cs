using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Embeddings.Texts;
using Prometheus.Workflows.Texts;

namespace Prometheus.Cli.Commands.Embeddings;

/// <summary>The predecessor's command lines about texts.</summary>
internal static class TextScripts
{
    public static Command News(CommandHost host)
    {
        var flags = new TextFlags();
        return Texts(host, "backfill_text_embeddings", "encode news", "text-fin-general-v1", flags, [flags.Language]);
    }

    public static Command Profiles(CommandHost host)
        => Texts(host, "backfill_profile_text_embeddings", "encode profile texts; --as-of writes the year's up to that date", "text-profile-v1", new TextFlags(), []);

    public static Command Macro(CommandHost host)
    {
        var flags = new TextFlags();
        return Texts(host, "backfill_macro_text_embeddings", "encode macro events", "text-macro-v1", flags, [flags.Country, flags.EventType]);
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
                TextRun.IssuerDays(call, call.Get(market), call.Get(model), Guard.NotBlank(call.Get(sourceType), "--source-type"), from, to, call.Get(flags.Language), verb);
                return ExitCode.Done;
            });
    }

    private static Command Texts(CommandHost host, string name, string summary, string modelId, TextFlags flags, Symbol[] filters)
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
                TextRun.Texts(call, request, verb);
                return ExitCode.Done;
            });
    }
}
