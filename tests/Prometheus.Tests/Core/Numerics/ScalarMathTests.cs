using System.Numerics;
using Prometheus.Core.Numerics;
using Xunit;

namespace Prometheus.Tests.Core.Numerics;

public class ScalarMathTests
{
    private const int Points = 1_500_000;

    private static readonly double[] Unusual =
    [
        double.NaN, 0, -0.0, -1, double.NegativeInfinity, double.PositiveInfinity, double.Epsilon, 1e-310, 2.2250738585072014e-308, 1,
        double.MaxValue, double.MinValue, -745.2, -745.1, -740, -708, -707.9, 709, 709.7, 709.782712893384, 709.79, 1e300, -1e300, 1e-17, -1e-17,
    ];

    [Fact]
    public void Logarithm_agrees_with_the_c_library_to_one_unit_in_the_last_place()
    {
        var stream = new RandomStream("test", "log");
        long worst = 0;
        for (var i = 0; i < Points; i++)
        {
            var near = 0.5 + (1.5 * stream.NextUniform());
            var wide = BitConverter.Int64BitsToDouble((long)(stream.NextBits() >> 1) & 0x7FDFFFFFFFFFFFFF);
            worst = Math.Max(worst, Ulps.Between(ScalarMath.Log(near), Math.Log(near)));
            worst = Math.Max(worst, Ulps.Between(ScalarMath.Log(wide), Math.Log(wide)));
        }

        Assert.InRange(worst, 0, 1);
    }

    [Fact]
    public void Exponential_agrees_with_the_c_library_to_one_unit_in_the_last_place()
    {
        var stream = new RandomStream("test", "exp");
        long worst = 0;
        for (var i = 0; i < Points; i++)
        {
            var near = (2 * stream.NextUniform()) - 1;
            var wide = (1454 * stream.NextUniform()) - 744.5;
            worst = Math.Max(worst, Ulps.Between(ScalarMath.Exp(near), Math.Exp(near)));
            worst = Math.Max(worst, Ulps.Between(ScalarMath.Exp(wide), Math.Exp(wide)));
        }

        Assert.InRange(worst, 0, 1);
    }

    [Fact]
    public void Exponential_minus_one_keeps_its_digits_near_zero()
    {
        for (var x = 1e-300; x < 0.01; x *= 7)
        {
            // The series itself, long enough for |x| < 0.01.
            var series = x + (x * x * (0.5 + (x * ((1.0 / 6) + (x * ((1.0 / 24) + (x * ((1.0 / 120) + (x / 720)))))))));
            Assert.InRange(Ulps.Between(ScalarMath.ExpMinusOne(x), series), 0, 2);
        }

        var stream = new RandomStream("test", "expm1");
        for (var i = 0; i < 100_000; i++)
        {
            var x = (20 * stream.NextUniform()) - 10;
            Assert.Equal(Math.Exp(x) - 1, ScalarMath.ExpMinusOne(x), 1e-15 * (1 + Math.Exp(x)));
        }
    }

    [Fact]
    public void Unusual_arguments_have_their_usual_values()
    {
        foreach (var x in Unusual)
        {
            Assert.True(Ulps.Between(Math.Log(x), ScalarMath.Log(x)) <= 1, $"log {x:R}");
            Assert.True(Ulps.Between(Math.Exp(x), ScalarMath.Exp(x)) <= 1, $"exp {x:R}");
            Assert.True(Ulps.Between(Math.Exp(x) - 1, ScalarMath.ExpMinusOne(x)) <= 1 || Math.Abs(x) < 1e-16, $"expm1 {x:R}");
        }

        Assert.Equal(0, ScalarMath.Log(1));
        Assert.Equal(1, ScalarMath.Exp(0));
    }

    [Fact]
    public void Lanes_equal_single_values_bit_for_bit()
    {
        var stream = new RandomStream("test", "lanes");
        var x = new double[Vector<double>.Count];
        for (var trial = 0; trial < 1000; trial++)
        {
            for (var i = 0; i < x.Length; i++)
                x[i] = trial % 2 == 0 || stream.NextUniform() < 0.8 ? Math.Abs(4 * stream.NextNormal()) : Unusual[stream.NextInt(Unusual.Length)];
            var logs = ScalarMath.Log(new Vector<double>(x));
            for (var i = 0; i < x.Length; i++)
                Assert.True(Ulps.SameBits(ScalarMath.Log(x[i]), logs[i]), $"ln({x[i]:R})");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Spans_equal_single_values_bit_for_bit(int length)
    {
        var stream = new RandomStream("test", "span");
        for (var trial = 0; trial < 200; trial++)
        {
            var x = new double[length];
            for (var i = 0; i < length; i++)
                x[i] = trial % 2 == 0 || stream.NextUniform() < 0.8 ? 4 * stream.NextNormal() : Unusual[stream.NextInt(Unusual.Length)];
            var logs = new double[length];
            var powers = new double[length];
            ScalarMath.LogOnePlus(x, logs);
            ScalarMath.ExpMinusOne(x, powers);
            for (var i = 0; i < length; i++)
            {
                Assert.True(Ulps.SameBits(ScalarMath.Log(1 + x[i]), logs[i]), $"ln(1 + {x[i]:R})");
                Assert.True(Ulps.SameBits(ScalarMath.ExpMinusOne(x[i]), powers[i]), $"exp({x[i]:R}) - 1");
            }

            ScalarMath.LogOnePlus(x, x);
            Assert.True(Ulps.SameBits(logs, x));
        }
    }
}
