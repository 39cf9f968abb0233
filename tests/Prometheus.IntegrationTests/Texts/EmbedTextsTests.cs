using Microsoft.Extensions.AI;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Embeddings.Texts;
using Prometheus.Encoders.Text;
using Prometheus.IntegrationTests.Data;
using Prometheus.Jobs;
using Prometheus.Sources.Embeddings;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Texts;
using Prometheus.Testing.Databases;
using Prometheus.Testing.Texts;
using Prometheus.Web.Embeddings;
using Prometheus.Workflows.Texts;
using Xunit;

namespace Prometheus.IntegrationTests.Texts;

/// <summary>Articles → vectors → issuer-days, by the built-in encoder and by servers on loopback.</summary>
public sealed class EmbedTextsTests
{
    private static readonly TextModel Model = TextModel.FinGeneral with { Options = TextOptions.Default with { Dimensions = 16, UnseenDimensions = 4, MinimumDocuments = 50, WordTerms = 500, CharacterTerms = 500 } };

    private static readonly TextRequest All = new()
    {
        Model = Model,
        MarketId = "US_EQ",
        Start = new DateOnly(2019, 1, 1),
        End = new DateOnly(2021, 12, 31),
    };

    [Theory, OnSqlite, OnPostgreSql]
    public void A_second_run_writes_nothing_and_a_part_is_the_same_as_the_whole(DatabaseEngine engine)
    {
        using var world = World(engine);
        var first = Embed(world, All);
        Assert.Equal((2, 0), (first.Job.Done, first.Job.Skipped));
        Assert.Equal(261, first.BeforeFit);
        var whole = Rows(world, Model.ModelId, TextModel.News);
        Assert.Equal(first.Job.Rows, whole.Count);
        Assert.All(whole, r => Assert.True(r.AsOf.Year > 2019 && r.FitServedFrom!.Value.Year == r.AsOf.Year && r.Vector.Length == 16));
        var digest = world.Digest();
        var again = Embed(world, All);
        Assert.Equal((0, 2, 0L), (again.Job.Done, again.Job.Skipped, again.Job.Rows));
        Assert.Equal(digest, world.Digest());
        Embed(world, All, force: true);
        Assert.Equal(digest, world.Digest());

        // A limit bounds what is written, not what the fit sees.
        using var part = World(engine);
        Embed(part, All with { Start = new DateOnly(2020, 3, 1), End = new DateOnly(2020, 6, 30), Limit = 7 });
        Assert.Equal(whole.Where(r => r.AsOf >= new DateOnly(2020, 3, 1)).Take(7).Select(Key), Rows(part, Model.ModelId, TextModel.News).Select(Key));
        Embed(part, All);
        Assert.Equal(digest, part.Digest());
    }

    [Fact]
    public void Nothing_dated_earlier_changes_when_later_articles_are_gone_or_other()
    {
        using var whole = World(DatabaseEngine.Sqlite);
        Embed(whole, All);
        using var cut = World(DatabaseEngine.Sqlite, d => d.Where(a => a.KnownOn < new DateOnly(2020, 9, 1)));
        Embed(cut, All);
        using var other = World(DatabaseEngine.Sqlite, d => d.Select(a => a.KnownOn < new DateOnly(2020, 9, 1) ? a : a with { Headline = "quite another story", ContentHash = a.ArticleId }));
        Embed(other, All);
        var kept = Rows(cut, Model.ModelId, TextModel.News).Select(Key).ToArray();
        Assert.NotEmpty(kept);
        foreach (var world in new[] { whole, other })
            Assert.Equal(kept, Rows(world, Model.ModelId, TextModel.News).Where(r => r.AsOf < new DateOnly(2020, 9, 1)).Select(Key));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Issuer_days_count_near_duplicates_once_and_know_what_is_new(DatabaseEngine engine)
    {
        using var world = World(engine, WithTwins);
        Embed(world, All);
        var outcome = Days(world);
        Assert.Equal(1, outcome.Job.Done);
        var days = Rows(world, Model.ModelId, TextModel.NewsIssuerDay);
        Assert.Equal(outcome.Job.Rows, days.Count);
        Assert.All(days, d => Assert.Equal($"I{d.SourceId[1]}:{d.AsOf:yyyy-MM-dd}", d.SourceId));
        Assert.All(days, d => Assert.Equal(1, d.Documents));
        Assert.True(double.IsNaN(days[0].Novelty));
        Assert.Contains(days, d => d.Novelty is > 0 and < 1);
        var digest = world.Digest();
        Assert.Equal(0, Days(world).Job.Done);
        Assert.Equal(digest, world.Digest());
        Assert.Throws<NothingMatchedError>(() => Days(world, "text-fin-general-v1@00000000"));
    }

    [Fact]
    public async Task Our_own_server_gives_our_own_client_the_vectors_of_the_built_in_encoder()
    {
        using var world = World(DatabaseEngine.Sqlite);
        using var builtIn = OpenTextModel.Execute(world.Pair, All with { End = new DateOnly(2020, 6, 30) }, 2);
        await using var server = await EmbeddingServer.StartAsync(
            new EmbeddingServerOptions("http://127.0.0.1:0", new Dictionary<string, IEmbeddingGenerator<string, Embedding<float>>> { [Model.ModelId] = builtIn }), default);
        var address = server.Address.GetLeftPart(UriPartial.Authority);
        var choice = new TextEncoderChoice(HttpEmbeddingOptions.To(address) with { Model = Model.ModelId, Dimensions = 16, AskForDimensions = true, BatchSize = 50 }, Token: null);
        var request = All with { Encoder = choice, Start = new DateOnly(2020, 1, 2), End = new DateOnly(2020, 6, 30) };
        var outcome = Embed(world, request);
        Assert.StartsWith("text-fin-general-v1@", outcome.ModelId, StringComparison.Ordinal);
        Assert.True(outcome.Asked > 50);
        Embed(world, All);
        var remote = Rows(world, outcome.ModelId, TextModel.News);
        var local = Rows(world, Model.ModelId, TextModel.News).Where(r => r.AsOf >= request.Start && r.AsOf <= request.End).ToArray();
        Assert.Equal(local.Select(r => (r.AsOf, r.SourceId)), remote.Select(r => (r.AsOf, r.SourceId)));
        Assert.All(local.Zip(remote), p => Assert.All(p.First.Vector.Zip(p.Second.Vector), v => Assert.Equal(v.First, v.Second, 1e-6f)));
        Assert.All(remote, r => Assert.Null(r.FitServedFrom));

        // Everything is known by now: nobody is asked again, even with force.
        Assert.Equal(0, Embed(world, request, force: true).Asked);
        await Answers(address);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("dimension")]
    [InlineData("half")]
    public void A_server_that_fails_leaves_the_database_as_it_was(string kind)
    {
        using var world = World(DatabaseEngine.Sqlite);
        var digest = world.Digest();
        using var server = new RoughServer(_ => kind switch
        {
            "500" => RoughServer.Answer(500, "{}"),
            "dimension" => RoughServer.Answer(200, """{"data":[{"index":0,"embedding":[1,2,3]}]}"""),
            _ => RoughServer.Broken("""{"data":[{"index":0,"""),
        });
        var options = HttpEmbeddingOptions.To(server.Address) with { Dimensions = 16, Attempts = 2, FirstDelay = TimeSpan.FromMilliseconds(1), BatchSize = 1 };
        var error = Assert.Throws<ModelError>(() => Embed(world, All with { Encoder = new TextEncoderChoice(options, null) }));
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(digest, world.Digest());
    }

    private static async Task Answers(string address)
    {
        using var client = new HttpClient();
        Assert.Contains("ok", await client.GetStringAsync(new Uri(address + "/health")), StringComparison.Ordinal);
        Assert.Contains("\"id\":\"text-fin-general-v1\"", await client.GetStringAsync(new Uri(address + "/v1/models")), StringComparison.Ordinal);
        foreach (var (body, status, says) in new[]
        {
            ("""{"model":"text-fin-general-v1","input":"crude oil","encoding_format":"base64"}""", 200, "\"object\":\"list\""),
            ("""{"model":"gpt","input":"crude oil"}""", 404, "unknown model"),
            ("""{"model":"text-fin-general-v1","input":[1]}""", 400, "list of texts"),
            ("""{"model":"text-fin-general-v1","input":"a","dimensions":3}""", 400, "16 dimensions"),
            ("""{"model":""", 400, "no whole JSON"),
        })
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri(address + "/v1/embeddings"), content);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Contains(says, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static StoreWorld World(DatabaseEngine engine, Func<IEnumerable<NewsArticle>, IEnumerable<NewsArticle>>? with = null)
    {
        var world = new StoreWorld(engine);
        var articles = TextWorld.Documents(365 * 2).Where(d => d.KnownOn.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select((d, i) => new NewsArticle(
            d.Id, d.KnownOn, new DateTimeOffset(d.KnownOn, new TimeOnly(14, 0), TimeSpan.Zero), "made up", "en", d.Title, null, d.ContentHash, [new NewsLink($"I{i % 3}", $"I{i % 3}.US")], []));
        world.Historical.InTransaction(unit => NewsStore.Save(unit, "US_EQ", [.. (with?.Invoke(articles) ?? articles)]));
        return world;
    }

    /// <summary>Every article is repeated an hour later by another source.</summary>
    private static IEnumerable<NewsArticle> WithTwins(IEnumerable<NewsArticle> articles)
        => articles.SelectMany(a => new[] { a, a with { ArticleId = a.ArticleId + "b", Timestamp = a.Timestamp.AddHours(1) } });

    private static EmbedTextsOutcome Embed(StoreWorld world, TextRequest request, bool force = false)
        => EmbedTexts.Execute(world.Pair, request, new JobContext(new JobOptions { Workers = 2, Force = force }, new JobRunner(TimeProvider.System)));

    private static EmbedTextsOutcome Days(StoreWorld world, string? modelId = null)
        => EmbedIssuerDays.Execute(world.Pair, "US_EQ", modelId ?? Model.ModelId, TextModel.NewsIssuerDay, All.Start, All.End, null, new JobContext(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System)));

    private static IReadOnlyList<TextEmbeddingRow> Rows(StoreWorld world, string modelId, string sourceType)
        => TextEmbeddingStore.ReadRows(world.Historical, modelId, sourceType, DateOnly.MinValue, DateOnly.MaxValue);

    private static string Key(TextEmbeddingRow row)
        => FormattableString.Invariant($"{row.AsOf:yyyy-MM-dd} {row.SourceId} {row.ContentHash} {row.FitServedFrom:yyyy-MM-dd} {string.Join(',', row.Vector)}");
}
