using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Embeddings.Texts;
using Prometheus.Workflows.Texts;

namespace Prometheus.Cli.Commands.Embeddings;

/// <summary><c>embed text</c>: articles, profiles or events; articles also joined by issuer and session.</summary>
internal static class EmbedTextCommand
{
    public static Command Build(CommandHost host)
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
                TextRun.Texts(call, request, verb);
                if (request.Model.SourceType == TextModel.News)
                    IssuerDays(call, request, verb);
                return ExitCode.Done;
            });
    }

    /// <summary>News of the market alone have no issuer; that is no mistake.</summary>
    private static void IssuerDays(Invocation call, TextRequest request, BackfillVerb verb)
    {
        try
        {
            TextRun.IssuerDays(
                call, request.MarketId, request.Encoder.ModelIdOf(request.Model), TextModel.NewsIssuerDay, request.Start, request.End, request.Language, verb);
        }
        catch (NothingMatchedError nothing)
        {
            call.Say(nothing.Message);
        }
    }
}
