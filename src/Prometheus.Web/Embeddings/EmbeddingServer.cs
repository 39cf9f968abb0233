using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prometheus.Core.Errors;
using Prometheus.Core.Options;

namespace Prometheus.Web.Embeddings;

/// <summary>
/// The encoders of this program in the form that programs know from OpenAI: <c>POST /v1/embeddings</c>, <c>GET /v1/models</c>, and
/// <c>GET /health</c>. It stores nothing and asks nobody.
/// </summary>
public sealed class EmbeddingServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly EmbeddingServerOptions _options;

    private EmbeddingServer(WebApplication application, EmbeddingServerOptions options)
    {
        (_application, _options) = (application, options);
        application.MapGet("/health", () => Results.Json(new { status = "ok" }));
        application.MapGet("/v1/models", () => Results.Json(new
        {
            @object = "list",
            data = options.Models.Keys.Order(StringComparer.Ordinal).Select(id => new { id, @object = "model", owned_by = "prometheus" }),
        }));
        application.MapPost("/v1/embeddings", AnswerAsync);
    }

    /// <summary>Where it listens, with the port it got.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <exception cref="UserError">The address is none, or taken.</exception>
    public static async Task<EmbeddingServer> StartAsync(EmbeddingServerOptions options, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.AbsolutePath != "/")
            throw new UserError($"--urls expects an address such as http://127.0.0.1:8400, found '{options.Address}'");

        // Empty: no configuration files, no environment, no log lines between the program's own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaximumBytes;
            Listen(kestrel, address);
        });
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.UseRouting();
        var server = new EmbeddingServer(application, options);
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
            return server;
        }
        catch (IOException taken)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new UserError($"--urls {options.Address}: {taken.Message}", taken);
        }
    }

    /// <summary>Serves until <paramref name="cancellation"/>, then lets running requests end.</summary>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }

        await _application.StopAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, Uri address)
    {
        if (address.Host == "localhost")
            kestrel.ListenLocalhost(address.Port);
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, address.Port);
        else
            throw new UserError($"--urls expects an IP address or localhost, found '{address.Host}'");
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken cancellation)
    {
        EmbeddingRequest asked;
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation).ConfigureAwait(false);
            asked = EmbeddingRequest.Read(json.RootElement, _options);
        }
        catch (JsonException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "the request is no whole JSON");
        }
        catch (UserError mistake)
        {
            return Refuse(StatusCodes.Status400BadRequest, mistake.Message);
        }

        if (!_options.Models.TryGetValue(asked.Model, out var generator))
            return Refuse(StatusCodes.Status404NotFound, $"unknown model '{asked.Model}', expected one of {string.Join(", ", _options.Models.Keys.Order(StringComparer.Ordinal))}");
        var vectors = await generator.GenerateAsync(asked.Texts, cancellationToken: cancellation).ConfigureAwait(false);
        if (asked.Dimensions is { } dimensions && vectors.Count > 0 && vectors[0].Vector.Length != dimensions)
            return Refuse(StatusCodes.Status400BadRequest, $"{asked.Model} has {vectors[0].Vector.Length} dimensions, found {dimensions}");
        return Results.Json(EmbeddingAnswer.Of(asked, vectors));
    }

    private static IResult Refuse(int status, string message)
        => Results.Json(new { error = new { message, type = "invalid_request_error" } }, statusCode: status);
}

/// <summary>What the embedding server offers and where.</summary>
/// <param name="Address">Such as <c>http://127.0.0.1:8400</c>; port 0 takes a free one.</param>
/// <param name="Models">Encoders by the id that requests name.</param>
public sealed record EmbeddingServerOptions(string Address, IReadOnlyDictionary<string, IEmbeddingGenerator<string, Embedding<float>>> Models)
{
    /// <summary>Texts of one request.</summary>
    [Range(1, 1e6, Unit = "texts")]
    public int MaximumInputs { get; init; } = 2048;

    /// <summary>Bytes of one request.</summary>
    [Range(1, 1e12, Unit = "bytes")]
    public long MaximumBytes { get; init; } = 32 << 20;
}
