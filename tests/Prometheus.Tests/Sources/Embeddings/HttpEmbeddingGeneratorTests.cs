using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Prometheus.Core.Errors;
using Prometheus.Sources.Embeddings;
using Prometheus.Testing.Texts;
using Xunit;

namespace Prometheus.Tests.Sources.Embeddings;

/// <summary>The client against real servers on loopback, kind and unkind.</summary>
public sealed class HttpEmbeddingGeneratorTests
{
    private const string Secret = "sk-not-to-be-seen";

    [Fact]
    public async Task Texts_come_back_in_their_order_and_at_unit_length()
    {
        using var server = new RoughServer(Kind);
        var vectors = await Ask(server, ["one", "three", "seventy"], o => o with { BatchSize = 2, Model = "m" });
        Assert.Equal(2, server.Served);
        Assert.Equal([3f, 5f, 7f], vectors.Select(v => MathF.Round(v.Vector.Span[0] / v.Vector.Span[1])));
        Assert.All(vectors, v => Assert.Equal(1, Math.Sqrt(v.Vector.ToArray().Sum(x => (double)x * x)), 1e-6));
        Assert.All(server.Requests, r => Assert.Contains($"Authorization: Bearer {Secret}", r, StringComparison.Ordinal));
        Assert.Contains(server.Requests, r => r.Contains("\"model\":\"m\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_of_text_embeddings_inference_is_spoken_too()
    {
        using var server = new RoughServer(body => RoughServer.Answer(200, Inputs(body, "inputs") is var texts ? JsonSerializer.Serialize(texts.Select(t => new[] { t.Length, 1.0 })) : ""));
        var vectors = await Ask(server, ["one", "three"], o => HttpEmbeddingOptions.To(server.Address + "/embed") with { Dimensions = 2 });
        Assert.Equal([3f, 5f], vectors.Select(v => MathF.Round(v.Vector.Span[0] / v.Vector.Span[1])));
        Assert.StartsWith("POST /embed ", server.Requests.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_try_may_better_is_tried_again()
    {
        using var server = new RoughServer(
            _ => RoughServer.Answer(500, "{}"),
            _ => RoughServer.Answer(429, "{}", "Retry-After: 0\r\n"),
            _ => "",
            _ => RoughServer.Broken("{\"data\":[{\"index\""),
            _ => RoughServer.Answer(200, "{\"data\":[{\"index\":0,\"embed"),
            Kind);
        var vectors = await Ask(server, ["one"], o => o with { Attempts = 6 });
        Assert.Single(vectors);
        Assert.Equal(6, server.Served);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_pause_gets_it()
    {
        using var server = new RoughServer(_ => RoughServer.Answer(429, "{}", "Retry-After: 1\r\n"), Kind);
        var began = DateTimeOffset.UtcNow;
        await Ask(server, ["one"]);
        Assert.True(DateTimeOffset.UtcNow - began > TimeSpan.FromSeconds(0.9));
    }

    [Theory]
    [InlineData("timeout", "took longer than 0.3 s")]
    [InlineData("429", "answered 429")]
    [InlineData("500", "answered 500")]
    [InlineData("half", "no whole JSON")]
    [InlineData("broken", "connection")]
    public async Task Repeated_failure_is_one_sentence(string kind, string expected)
    {
        using var server = new RoughServer(body => kind switch
        {
            "timeout" => "",
            "half" => RoughServer.Answer(200, "{\"data\":["),
            "broken" => RoughServer.Broken("{\"data\":["),
            _ => RoughServer.Answer(int.Parse(kind, CultureInfo.InvariantCulture), "{}"),
        });
        var error = await Assert.ThrowsAsync<ModelError>(() => Ask(server, ["one"]));
        Assert.Equal(3, server.Served);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("in 3 tries", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}", "vectors of 3 items, expected 2 numbers")]
    [InlineData(200, "{\"data\":[]}", "0 items, expected 1 vectors")]
    [InlineData(200, "{\"error\":\"busy\"}", "without \"data\"")]
    [InlineData(200, "{\"data\":[{\"index\":7,\"embedding\":[1,2]}]}", "text 7 of 1")]
    [InlineData(200, "{\"data\":[{\"index\":0,\"embedding\":[1,\"x\"]}]}", "expected a finite number")]
    [InlineData(401, "{\"error\":\"bad key sk-not-to-be-seen\"}", "answered 401")]
    public async Task A_wrong_answer_is_one_sentence_at_once(int status, string body, string expected)
    {
        using var server = new RoughServer(_ => RoughServer.Answer(status, body));
        var error = await Assert.ThrowsAsync<ModelError>(() => Ask(server, ["one"]));
        Assert.Equal(1, server.Served);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://h:1", "http://h:1/v1/embeddings", EmbeddingForm.OpenAi)]
    [InlineData("http://h:1/v1/", "http://h:1/v1/embeddings", EmbeddingForm.OpenAi)]
    [InlineData("https://h/api/v1/embeddings", "https://h/api/v1/embeddings", EmbeddingForm.OpenAi)]
    [InlineData("http://u:p@h:1/embed?k=s", "http://h:1/embed", EmbeddingForm.TextEmbeddingsInference)]
    public void An_address_is_read_as_people_write_it(string given, string shown, EmbeddingForm form)
    {
        var options = HttpEmbeddingOptions.To(given);
        Assert.Equal((shown, form), (options.Shown.Replace(":443/", "/", StringComparison.Ordinal), options.Form));
        Assert.Throws<UserError>(() => HttpEmbeddingOptions.To("localhost:80"));
    }

    /// <summary>A vector tells its text's length.</summary>
    private static string Kind(string body)
        => RoughServer.Answer(200, JsonSerializer.Serialize(new { data = Inputs(body, "input").Select((t, index) => new { index, embedding = new[] { t.Length, 1.0 } }).Reverse() }));

    private static string[] Inputs(string body, string name)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty(name).EnumerateArray().Select(i => i.GetString()!)];
    }

    private static async Task<GeneratedEmbeddings<Embedding<float>>> Ask(RoughServer server, string[] texts, Func<HttpEmbeddingOptions, HttpEmbeddingOptions>? with = null)
    {
        var options = HttpEmbeddingOptions.To(server.Address) with { Dimensions = 2 };
        options = (with?.Invoke(options) ?? options) is var asked && asked.Attempts == 5 ? asked with { Attempts = 3 } : asked;
        options = options with { Timeout = TimeSpan.FromSeconds(0.3), FirstDelay = TimeSpan.FromMilliseconds(5) };
        using var client = new HttpEmbeddingGenerator(options, Secret);
        return await client.GenerateAsync(texts);
    }
}
