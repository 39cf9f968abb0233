using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;
using Prometheus.Core.Vectors;
using Prometheus.Encoders.Search;
using Xunit;

namespace Prometheus.Tests.Encoders.Search;

public sealed class ExactSearchTests
{
    [Theory]
    [InlineData(64, 500, 10)]
    [InlineData(3, 200, 1)]
    [InlineData(17, 40, 100)]
    [InlineData(516, 60, 7)]
    public void It_finds_what_looking_at_each_finds(int width, int rows, int count)
    {
        var stream = new RandomStream("search", $"{width}");
        var block = VectorBlock.Adopt([.. Enumerable.Range(0, rows * width).Select(_ => (float)stream.NextNormal())], width);
        var query = Enumerable.Range(0, width).Select(_ => (float)stream.NextNormal()).ToArray();
        var found = ExactSearch.Top(block, query, count);
        var expected = Enumerable.Range(0, rows).OrderByDescending(r => Cosine(block.Row(r), query)).Take(count).ToArray();
        Assert.Equal(expected, found.Select(m => m.Row));
        Assert.All(found, m => Assert.Equal(Cosine(block.Row(m.Row), query), m.Cosine, 1e-5));
        Assert.All(found, m => Assert.Equal(Distance(block.Row(m.Row), query), m.Distance, 1e-3));
    }

    [Fact]
    public void Ties_go_to_the_nearer_then_to_the_smaller_row()
    {
        // Rows 0, 2 and 3 point the same way; 3 is nearest to the query, 0 and 2 are equal. Row 4 has no length: cosine 0, but nearer than row 1.
        var block = VectorBlock.Adopt([4, 0, 0, 1, 4, 0, 1, 0, 0, 0], 2);
        Assert.Equal([3, 0, 2, 4, 1], ExactSearch.Top(block, [1, 0], 5).Select(m => m.Row));
        Assert.Equal([3, 0], ExactSearch.Top(block, [1, 0], 2).Select(m => m.Row));
        Assert.Equal(0, ExactSearch.Top(block, [1, 0], 5)[4].Cosine);
    }

    [Fact]
    public void By_hand_the_lanes_add_in_the_written_order()
    {
        // 2^24 + 1 is no float: what is lost says in which order was added. Lanes 0 and 8 meet first, then 4 and 12.
        var row = new float[16];
        (row[0], row[8], row[4]) = (16777216, 1, 1);
        var ones = Enumerable.Repeat(1f, 16).ToArray();
        var match = ExactSearch.Top(VectorBlock.Adopt(row, 16), ones, 1)[0];
        var dot = (16777216f + 1f) + 1f;
        var square = ((16777216f * 16777216f) + 1f) + 1f;
        Assert.Equal(dot / Math.Sqrt(16.0 * square), match.Cosine);
    }

    [Fact]
    public void A_query_of_another_width_is_refused()
        => Assert.Throws<DataError>(() => ExactSearch.Top(VectorBlock.Adopt(new float[8], 4), new float[3], 1));

    private static double Cosine(ReadOnlySpan<float> x, float[] y)
    {
        var (dot, xx, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < y.Length; i++)
            (dot, xx, yy) = (dot + ((double)x[i] * y[i]), xx + ((double)x[i] * x[i]), yy + ((double)y[i] * y[i]));
        return dot / Math.Sqrt(xx * yy);
    }

    private static double Distance(ReadOnlySpan<float> x, float[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
            sum += ((double)x[i] - y[i]) * ((double)x[i] - y[i]);
        return Math.Sqrt(sum);
    }
}
