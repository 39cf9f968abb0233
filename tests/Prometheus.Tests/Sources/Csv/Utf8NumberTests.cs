using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Prometheus.Sources.Csv;
using Xunit;

namespace Prometheus.Tests.Sources.Csv;

public sealed class Utf8NumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("5.", 5)]
    [InlineData(".5", 0.5)]
    [InlineData("-12.50", -12.5)]
    [InlineData("+3", 3)]
    [InlineData(" 7 ", 7)]
    [InlineData("1e3", 1000)]
    [InlineData("44739900.0", 44739900)]
    [InlineData("0.1", 0.1)]
    [InlineData("24.469904286423922", 24.469904286423922)]
    [InlineData("9007199254740993", 9007199254740993)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    public void Numbers_are_read(string text, double expected)
    {
        Assert.True(Utf8Number.TryParse(Encoding.UTF8.GetBytes(text), out var value, out _));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("N/A")]
    [InlineData("None")]
    [InlineData("-")]
    public void Words_for_nothing_are_an_absent_number(string text)
    {
        Assert.True(Utf8Number.TryParse(Encoding.UTF8.GetBytes(text), out var value, out _));
        Assert.True(double.IsNaN(value));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.2.3")]
    [InlineData("1,234")]
    [InlineData("12abc")]
    [InlineData("$5")]
    [InlineData(".")]
    [InlineData("--1")]
    [InlineData("0x10")]
    public void Other_text_is_refused(string text) => Assert.False(Utf8Number.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Theory]
    [InlineData("12", 0)]
    [InlineData("12.5", 1)]
    [InlineData("12.500000", 6)]
    [InlineData("24.469904286423922", 15)]
    public void Written_digits_behind_the_point_are_counted(string text, int expected)
    {
        Assert.True(Utf8Number.TryParse(Encoding.UTF8.GetBytes(text), out _, out var decimals));
        Assert.Equal(expected, decimals);
    }

    [Fact]
    public void Every_written_number_is_the_nearest_double()
        => Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), ArbMap.Default.ArbFor<byte>(), (number, digits) =>
        {
            string[] forms = [$"F{digits % 12}", "R", "G17", "E10"];
            return forms.All(form =>
            {
                var text = number.Get.ToString(form, CultureInfo.InvariantCulture);
                var expected = double.Parse(text, CultureInfo.InvariantCulture);
                return Utf8Number.TryParse(Encoding.UTF8.GetBytes(text), out var value, out _) && value == expected;
            });
        }).QuickCheckThrowOnFailure();
}
