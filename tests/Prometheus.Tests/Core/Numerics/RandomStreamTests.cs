using Prometheus.Core.Numerics;
using Xunit;

namespace Prometheus.Tests.Core.Numerics;

public class RandomStreamTests
{
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [InlineData(0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x299f31d0a4093822UL, 0x94fdccebd16cfe09UL, 0x24126ea15001e420UL)]
    public void The_cipher_meets_its_published_vectors(ulong low, ulong high, ulong key, ulong first, ulong second)
        => Assert.Equal((first, second), RandomStream.Philox(low, high, key));

    [Fact]
    public void A_stream_starts_with_these_numbers_for_ever()
    {
        var stream = new RandomStream("run", "engine", "AAPL.US");
        Assert.Equal([18144941722459449432UL, 10479851697663978839UL, 12822849101075048417UL], new[] { stream.NextBits(), stream.NextBits(), stream.NextBits() });
    }

    [Fact]
    public void A_number_depends_on_its_position_alone()
    {
        var cursor = new RandomStream("a", "b");
        var random = new RandomStream("a", "b");
        var taken = Enumerable.Range(0, 101).Select(_ => cursor.NextUniform()).ToArray();
        for (var i = 100; i >= 0; i--)
            Assert.Equal(taken[i], random.UniformAt((ulong)i));
        Assert.Equal(0UL, random.Position);
        random.Position = 57;
        Assert.Equal(taken[57], random.NextUniform());
    }

    [Fact]
    public void Ids_are_kept_apart()
    {
        var firsts = new[] { new RandomStream("a", "bc"), new RandomStream("ab", "c"), new RandomStream("abc"), new RandomStream("a", "bc", "") }
            .Select(s => s.NextBits());
        Assert.Equal(4, firsts.Distinct().Count());
    }

    [Fact]
    public void Uniform_numbers_fill_the_open_interval_evenly()
    {
        var stream = new RandomStream("test", "uniform");
        var counts = new int[20];
        var sum = 0.0;
        for (var i = 0; i < 200_000; i++)
        {
            var u = stream.NextUniform();
            Assert.True(u is > 0 and < 1);
            counts[(int)(u * 20)]++;
            sum += u;
        }

        Assert.Equal(0.5, sum / 200_000, 0.003);
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal()
    {
        var stream = new RandomStream("test", "normal");
        var (m1, m2, m3, m4) = (0.0, 0.0, 0.0, 0.0);
        const int n = 200_000;
        for (var i = 0; i < n; i++)
        {
            var z = stream.NextNormal();
            m1 += z / n;
            m2 += z * z / n;
            m3 += z * z * z / n;
            m4 += z * z * z * z / n;
        }

        Assert.Equal(0, m1, 0.01);
        Assert.Equal(1, m2, 0.015);
        Assert.Equal(0, m3, 0.03);
        Assert.Equal(3, m4, 0.1);
    }

    [Fact]
    public void Integers_are_even_and_inside_their_range()
    {
        var stream = new RandomStream("test", "int");
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[stream.NextInt(7)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextInt(0));
    }

    [Fact]
    public void Two_streams_are_not_correlated()
    {
        var (left, right) = (new RandomStream("test", "AAA.US"), new RandomStream("test", "AAB.US"));
        var sum = 0.0;
        for (var i = 0; i < 100_000; i++)
            sum += left.NextNormal() * right.NextNormal();
        Assert.Equal(0, sum / 100_000, 0.015);
    }
}
