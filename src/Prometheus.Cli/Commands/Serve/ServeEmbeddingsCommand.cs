using System.Runtime.InteropServices;
using Microsoft.Extensions.AI;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Embeddings.Texts;
using Prometheus.Web.Embeddings;
using Prometheus.Workflows.Texts;

namespace Prometheus.Cli.Commands.Serve;

/// <summary><c>serve embeddings</c>: the built-in text encoder for other programs, until Ctrl-C.</summary>
internal static class ServeEmbeddingsCommand
{
    public static Command Build(CommandHost host)
    {
        var urls = new Option<string>("--urls") { Description = "where to listen; port 0 takes a free one", DefaultValueFactory = _ => "http://127.0.0.1:8400", HelpName = "address" };
        var models = new Option<string[]>("--model")
        {
            Description = $"models to serve: {string.Join(", ", TextModel.All.Select(m => m.ModelId))}",
            DefaultValueFactory = _ => [TextModel.FinGeneral.ModelId],
            HelpName = "id",
            AllowMultipleArgumentsPerToken = true,
        };
        var market = CommonOptions.Market();
        var asOf = CommonOptions.OptionalDate("--as-of", "date whose fit serves [last stored session]");
        var workers = CommonOptions.Workers();
        return host.Command(
            "embeddings",
            "serve the built-in text encoder in the OpenAI form: POST /v1/embeddings, GET /v1/models, GET /health",
            "prometheus serve embeddings --urls http://127.0.0.1:8400 --model text-fin-general-v1",
            [urls, models, market, asOf, workers],
            call =>
            {
                Serve(call, call.Get(urls), Open(call, call.Get(models), call.Get(market), call.Get(asOf), call.Workers(workers))).GetAwaiter().GetResult();
                return ExitCode.Done;
            });
    }

    private static Dictionary<string, IEmbeddingGenerator<string, Embedding<float>>> Open(Invocation call, string[] models, string market, DateOnly? asOf, int workers)
    {
        using var databases = new DatabasePair(call.Settings);
        var date = asOf ?? LastStoredSession.Of(databases, market);
        return models.Distinct(StringComparer.Ordinal).ToDictionary(
            id => id,
            id => OpenTextModel.Execute(databases, new TextRequest { Model = TextModel.Of(id), MarketId = market, Start = date, End = date }, workers, call.Cancellation),
            StringComparer.Ordinal);
    }

    private static async Task Serve(Invocation call, string address, Dictionary<string, IEmbeddingGenerator<string, Embedding<float>>> models)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        await using var server = await EmbeddingServer.StartAsync(new EmbeddingServerOptions(address, models), stop.Token).ConfigureAwait(false);
        await call.Host.Output.WriteLineAsync(server.Address.GetLeftPart(UriPartial.Authority)).ConfigureAwait(false);
        await call.Host.Output.FlushAsync(stop.Token).ConfigureAwait(false);
        call.Say($"serving {string.Join(", ", models.Keys)}; Ctrl-C ends it");
        await server.ServeAsync(stop.Token).ConfigureAwait(false);
        call.Say("stopped");
    }
}
