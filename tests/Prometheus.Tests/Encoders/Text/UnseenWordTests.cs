using Prometheus.Encoders.Text;
using Prometheus.Testing.Texts;
using Xunit;

namespace Prometheus.Tests.Encoders.Text;

public sealed class UnseenWordTests
{
    private static readonly TextOptions Options = TextOptions.Default with { Dimensions = 128, UnseenDimensions = 64, MinimumDocuments = 50 };
    private static readonly string[] Texts = TextWorld.Documents(300).Select(d => d.Title).ToArray();
    private static readonly TextFit Fitted = TextFit.Fit(Texts, new DateOnly(2020, 1, 2), Options, 2);

    [Fact]
    public void Texts_that_share_a_name_the_fit_has_not_seen_are_nearer_than_those_that_do_not()
    {
        foreach (var (name, other) in new[] { ("Zyxqua", "Wobblix"), ("你好", "再见"), ("$ZQX", "$WBL") })
        {
            var shared = Cosine($"{name} drilling for crude", $"{name} in a clinic");
            var apart = Cosine($"{name} drilling for crude", $"{other} in a clinic");
            Assert.True(shared > apart + 0.1, $"{name}: {shared} {apart}");
        }
    }

    [Fact]
    public void A_text_of_unseen_words_alone_has_a_unit_vector_among_the_last_numbers()
    {
        var vector = Encoded(Fitted, "qqqqq vvvvv");
        Assert.Equal(1, vector.Sum(v => v * v), 1e-12);
        Assert.All(vector[..64], v => Assert.Equal(0, v));
        Assert.Equal(1, Encoded(Fitted, "qqqqq crude").Sum(v => v * v), 1e-12);
    }

    [Fact]
    public void An_unseen_word_has_the_same_place_in_every_fit()
    {
        var later = TextFit.Fit([.. Texts, .. TextWorld.Documents(600).Select(d => d.Title)], new DateOnly(2021, 1, 4), Options, 2);
        Assert.Equal(Encoded(Fitted, "qqqqq"), Encoded(later, "qqqqq"));
        Assert.Equal(Encoded(Fitted, "qqqqq"), Encoded(Fitted, "QQQQQ"));
    }

    [Fact]
    public void A_word_of_most_documents_is_not_taken_for_an_unseen_one()
    {
        var fit = TextFit.Fit([.. Texts.Select((t, i) => i % 3 == 0 ? t : $"chorus {t}")], new DateOnly(2020, 1, 2), Options, 2);
        Assert.False(fit.Encode("chorus", new double[128]));
        Assert.True(fit.Encode("chorale", new double[128]));
    }

    [Fact]
    public void Different_words_are_orthogonal_on_average_and_keep_their_lengths()
    {
        var products = new List<double>();
        for (var word = 0ul; word < 2000; word++)
        {
            var (a, b) = (new double[64], new double[64]);
            UnseenWords.Add(a, word * 4, 3);
            UnseenWords.Add(b, (word * 4) + 4, 1);
            Assert.Equal(9, a.Sum(v => v * v), 1e-12);
            products.Add(a.Zip(b, (x, y) => x * y).Sum() / 3);
        }

        // One product has mean 0 and variance 1 / 64: four standard errors.
        Assert.InRange(products.Average(), -4 / Math.Sqrt(64 * 2000), 4 / Math.Sqrt(64 * 2000));
        Assert.InRange(products.Average(p => p * p), 0.7 / 64, 1.3 / 64);
    }

    [Theory]
    [InlineData("$AAPL up", true)]
    [InlineData("rt : $ aapl", true)]
    [InlineData("$5m raised", false)]
    [InlineData("AAPL up", false)]
    public void A_word_behind_a_dollar_sign_is_a_ticker_unless_it_is_an_amount(string text, bool isTicker)
        => Assert.Equal(isTicker, Tokenizer.Words(text).Exists(t => Tokenizer.IsTicker(text, t)));

    [Fact]
    public void The_first_words_count_more_than_the_last()
    {
        Assert.True(Cosine("crude clinic", "crude") > Cosine("clinic crude", "crude"));
        var terms = TermCounts.Of("alpha beta gamma").Where(t => TermCounts.KindOf(t.Key) == TermKind.Word).Select(t => t.Value).OrderDescending();
        Assert.Equal([3, 2, 1 + (2.0 / 3)], terms);
    }

    private static double Cosine(string a, string b) => Encoded(Fitted, a).Zip(Encoded(Fitted, b), (x, y) => x * y).Sum();

    private static double[] Encoded(TextFit fit, string text)
    {
        var vector = new double[fit.Dimensions];
        Assert.True(fit.Encode(text, vector));
        return vector;
    }
}
