using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;
using Prometheus.Core.Errors;
using Prometheus.Core.Options;

namespace Prometheus.Sources.Embeddings;

/// <summary>
/// Asks an embedding server over HTTP, in batches, in the order of the texts. Time-outs, 429, 5xx, broken connections and half-written answers
/// are tried again, with the pause a server asks for; what stays wrong ends in one sentence. Vectors come back at unit length.
/// </summary>
public sealed class HttpEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>How much of a refusal is shown.</summary>
    private const int ShownCharacters = 200;

    private readonly HttpEmbeddingOptions _options;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline _pipeline;
    private readonly string? _token;

    /// <param name="options">Server and patience.</param>
    /// <param name="token">Sent as a bearer token and never shown; null where the server wants none.</param>
    public HttpEmbeddingGenerator(HttpEmbeddingOptions options, string? token)
    {
        OptionRules.Require(options);
        (_options, _token) = (options, token);
        _client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        if (!string.IsNullOrWhiteSpace(token))
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        var builder = new ResiliencePipelineBuilder();
        if (options.Attempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<EmbeddingTrouble>(),
                MaxRetryAttempts = options.Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstDelay,
                MaxDelay = options.LongestDelay,
                DelayGenerator = a => ValueTask.FromResult((a.Outcome.Exception as EmbeddingTrouble)?.RetryAfter is { } asked
                    ? TimeSpan.FromTicks(Math.Min(asked.Ticks, options.LongestDelay.Ticks))
                    : (TimeSpan?)null),
            });
        }

        _pipeline = builder.Build();
    }

    /// <inheritdoc/>
    /// <exception cref="ModelError">The server did not give what was asked for; nothing is returned then.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var texts in values.Chunk(_options.BatchSize))
        {
            foreach (var vector in await AskAsync(texts, cancellationToken).ConfigureAwait(false))
                embeddings.Add(new Embedding<float>(AtUnitLength(vector)) { ModelId = _options.Model });
        }

        return embeddings;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("http", _options.Address, _options.Model, _options.Dimensions)
            : null;

    public void Dispose() => _client.Dispose();

    private async Task<float[][]> AskAsync(string[] texts, CancellationToken cancellation)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await TryAsync(texts, token).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        }
        catch (EmbeddingTrouble trouble)
        {
            throw new ModelError(string.Create(
                CultureInfo.InvariantCulture, $"{_options.Shown} gave no vectors in {_options.Attempts} tries: {WithoutToken(trouble.Message)}; nothing was saved"));
        }
    }

    private async Task<float[][]> TryAsync(string[] texts, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_options.Timeout);
        try
        {
            using var content = new ByteArrayContent(EmbeddingWire.Request(_options, texts));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _client.PostAsync(_options.Address, content, patience.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(patience.Token).ConfigureAwait(false);
            RefuseStatus(response, body);
            return EmbeddingWire.Answer(_options, body, texts.Length);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new EmbeddingTrouble(string.Create(CultureInfo.InvariantCulture, $"the last one took longer than {_options.Timeout.TotalSeconds:0.###} s"), null);
        }
        catch (HttpRequestException broken)
        {
            throw new EmbeddingTrouble($"the connection failed ({broken.Message})", null, broken);
        }
        catch (IOException broken)
        {
            throw new EmbeddingTrouble($"the connection broke ({broken.Message})", null, broken);
        }
        catch (JsonException broken)
        {
            throw new EmbeddingTrouble("the answer is no whole JSON", null, broken);
        }
    }

    private void RefuseStatus(HttpResponseMessage response, byte[] body)
    {
        if (response.IsSuccessStatusCode)
            return;
        var status = $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}";
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500)
            throw new EmbeddingTrouble(status, RetryAfter(response.Headers.RetryAfter));
        var text = System.Text.Encoding.UTF8.GetString(body).ReplaceLineEndings(" ").Trim();
        throw new ModelError($"{_options.Shown}: {WithoutToken(status)}: {WithoutToken(text[..Math.Min(text.Length, ShownCharacters)])}; nothing was saved");
    }

    /// <summary>A server may echo what it was sent.</summary>
    private string WithoutToken(string text) => string.IsNullOrWhiteSpace(_token) ? text : text.Replace(_token.Trim(), "***", StringComparison.Ordinal);

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? asked)
    {
        if (asked?.Delta is { } delta)
            return delta;
        return asked?.Date is { } date && date - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.Zero ? wait : null;
    }

    private static float[] AtUnitLength(float[] vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
            sum += (double)value * value;
        var length = Math.Sqrt(sum);
        return length > 0 ? Array.ConvertAll(vector, v => (float)(v / length)) : vector;
    }
}
