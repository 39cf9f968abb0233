using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using Prometheus.Encoders.Text;
using Prometheus.Testing.Texts;
using Xunit;

namespace Prometheus.Tests.Encoders.Text;

public sealed class TextFitTests
{
    private static readonly TextOptions Small = TextOptions.Default with { Dimensions = 32, UnseenDimensions = 8, MinimumDocuments = 50 };

    [Fact]
    public void Singular_values_and_cosines_are_those_of_the_plain_decomposition()
    {
        var texts = TextWorld.Documents(60).Select(d => d.Title).Distinct().ToArray();
        var options = Small with { Dimensions = 100, UnseenDimensions = 0, Iterations = 8 };
        var fit = TextFit.Fit(texts, new DateOnly(2020, 1, 2), options, workers: 2);
        var rows = texts.Select(t => fit.Vocabulary.Weigh(TermCounts.Of(t))).ToArray();
        var dense = Matrix<double>.Build.Dense(texts.Length, fit.Vocabulary.Terms.Length);
        for (var r = 0; r < rows.Length; r++)
        {
            for (var i = 0; i < rows[r].Columns.Length; i++)
                dense[r, rows[r].Columns[i]] = rows[r].Weights[i];
        }

        var plain = dense.Svd().S;
        Assert.InRange(fit.Rank, 50, texts.Length);
        for (var k = 0; k < fit.Rank; k++)
            Assert.Equal(plain[k], fit.SingularValues[k], 1e-6);

        // All directions are kept, so cosines are those of the weighted rows themselves.
        var vectors = texts.Select(t => Encoded(fit, t)).ToArray();
        for (var r = 1; r < 10; r++)
            Assert.Equal(dense.Row(0).DotProduct(dense.Row(r)) / (dense.Row(0).L2Norm() * dense.Row(r).L2Norm()), Cosine(vectors[0], vectors[r]), 1e-5);
    }

    [Fact]
    public void Texts_of_one_topic_are_near_and_of_two_are_far()
    {
        var texts = TextWorld.Documents(300).Select(d => d.Title).ToArray();
        var fit = TextFit.Fit(texts, new DateOnly(2020, 1, 2), Small, 2);
        var near = Cosine(Encoded(fit, "Refinery drilling for crude"), Encoded(fit, "pipeline and rig of opec"));
        var far = Cosine(Encoded(fit, "Refinery drilling for crude"), Encoded(fit, "vaccine trial in a clinic"));
        Assert.True(near > far + 0.1, $"{near} {far}");
        Assert.False(fit.Encode("the week and the month", new double[32]));
        Assert.False(fit.Encode("", new double[32]));
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var texts = TextWorld.Documents(200).Select(d => d.Title).ToArray();
        var one = TextFit.Fit(texts, new DateOnly(2020, 1, 2), Small, 1);
        var four = TextFit.Fit(texts, new DateOnly(2020, 1, 2), Small, 4);
        Assert.True(one.Projection.AsSpan().SequenceEqual(four.Projection));
        Assert.True(one.SingularValues.AsSpan().SequenceEqual(four.SingularValues));
    }

    [Fact]
    public void Directions_that_the_texts_do_not_have_stay_zero()
    {
        var texts = Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "crude oil rises" : "vaccine trial fails").ToArray();
        var fit = TextFit.Fit([.. texts, "other words"], new DateOnly(2020, 1, 2), Small, 1);
        Assert.InRange(fit.Rank, 1, 3);
        Assert.All(Encoded(fit, "crude oil")[fit.Rank..], v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_fit_does_not_change_when_the_future_is_cut_or_rewritten()
    {
        var documents = TextWorld.Documents(900);
        var whole = Fits(documents).At(2020)!;
        var cut = Fits([.. documents.Where(d => d.KnownOn.Year < 2020)]).At(2020)!;
        var rewritten = Fits([.. documents.Select(d => d.KnownOn.Year < 2020 ? d : d with { Title = "nothing of that kind", ContentHash = d.Id })]).At(2020)!;
        Assert.True(whole.Projection.AsSpan().SequenceEqual(cut.Projection));
        Assert.True(whole.Projection.AsSpan().SequenceEqual(rewritten.Projection));
        Assert.Null(Fits(documents).At(2019));
        Assert.Null(Fits(documents[..40]).At(2020));

        // And it does change with its past.
        var other = Fits([.. documents.Select((d, i) => i == 3 ? d with { Title = "crude crude clinic", ContentHash = "x" } : d)]).At(2020)!;
        Assert.False(whole.Projection.AsSpan().SequenceEqual(other.Projection));
    }

    [Fact]
    public void A_refit_is_turned_towards_the_one_before_and_keeps_its_own_cosines()
    {
        var documents = TextWorld.Documents(1000);
        var texts = documents.Take(300).Select(d => d.Title).ToArray();
        var previous = TextFit.Fit(texts, new DateOnly(2020, 1, 2), Small, 2);
        var fit = TextFit.Fit(documents.Select(d => d.Title).ToArray(), new DateOnly(2021, 1, 4), Small, 2);
        var aligned = TextAlignment.Align(fit, previous);
        double[][] Of(TextFit f) => [.. texts.Take(50).Select(t => Encoded(f, t))];
        var (plain, turned, old) = (Of(fit), Of(aligned), Of(previous));
        Assert.Equal(Cosine(plain[0], plain[1]), Cosine(turned[0], turned[1]), 1e-5);
        Assert.True(Enumerable.Range(0, 50).Average(i => Cosine(turned[i], old[i])) > 0.8);
        Assert.True(Enumerable.Range(0, 50).Average(i => Cosine(turned[i], old[i])) >= Enumerable.Range(0, 50).Average(i => Cosine(plain[i], old[i])));
    }

    [Fact]
    public void Too_many_texts_are_thinned_evenly_and_equal_ones_count_once()
    {
        var documents = TextWorld.Documents(365);
        var options = Small with { MaximumDocuments = 100 };
        var training = TextFits.TrainingDocuments(documents, new DateOnly(2020, 1, 2), options);
        Assert.Equal(documents.Where((_, i) => i % 4 == 0).Select(d => d.Id), training.Select(d => d.Id));
        var twice = documents.SelectMany(d => new[] { d, d with { Id = d.Id + "b" } }).ToArray();
        Assert.Equal(training.Select(d => d.Id), TextFits.TrainingDocuments(twice, new DateOnly(2020, 1, 2), options).Select(d => d.Id));
    }

    [Fact]
    public void Chunks_cover_every_token_with_the_overlap_of_the_options()
    {
        var body = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"w{i}"));
        var chunks = TextChunks.Of("A title", body, TextOptions.Default);
        Assert.Equal([2, 1, 1, 1], chunks.Select(c => c.Weight));
        Assert.Equal("w0 ", chunks[1].Text[..3]);
        Assert.Equal(256, chunks[1].Text.Split(' ').Length);
        Assert.StartsWith("w192 ", chunks[2].Text, StringComparison.Ordinal);
        Assert.EndsWith("w499", chunks[3].Text, StringComparison.Ordinal);
        Assert.Empty(TextChunks.Of("—", " … ", TextOptions.Default));

        // Two parts of the title, one of a body's chunk.
        var pooled = TextChunks.Pool([new TextChunk("", 2), new TextChunk("", 1)], [[1f, 0f], [0f, 1f]])!;
        Assert.Equal([2 / Math.Sqrt(5), 1 / Math.Sqrt(5)], pooled, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Null(TextChunks.Pool([new TextChunk("", 1)], [[0f, 0f]]));
    }

    [Fact]
    public void Any_text_is_read_and_has_a_unit_vector_or_none()
    {
        var fit = TextFit.Fit(TextWorld.Documents(100).Select(d => d.Title).ToArray(), new DateOnly(2020, 1, 2), Small, 1);
        Prop.ForAll<string?>(given =>
        {
            var text = given ?? "";
            var tokens = Tokenizer.Words(text);
            var vector = new double[32];
            var isKnown = fit.Encode(text + " crude", vector);
            return tokens.TrueForAll(t => t.Start >= 0 && t.End <= text.Length && t.Length >= 1) && isKnown && Math.Abs(Cosine(vector, vector) - 1) < 1e-9;
        }).QuickCheckThrowOnFailure();
    }

    private static TextFits Fits(TextDocument[] documents) => new(documents, y => new DateOnly(y, 1, 1), Small, 2);

    private static double[] Encoded(TextFit fit, string text)
    {
        var vector = new double[fit.Dimensions];
        fit.Encode(text, vector);
        return vector;
    }

    private static double Cosine(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
