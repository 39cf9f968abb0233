using Prometheus.Core.Metrics;
using Prometheus.Reports.Markup;
using Xunit;

namespace Prometheus.Tests.Reports.Markup;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.1234, NumberFormat.Percent, "12.3%")]
    [InlineData(-0.1234, NumberFormat.Percent, "−12.3%")]
    [InlineData(0.0034, NumberFormat.Percent, "0.34%")]
    [InlineData(12.34, NumberFormat.Percent, "1,234%")]
    [InlineData(0.05, NumberFormat.SignedPercent, "+5.0%")]
    [InlineData(-0.05, NumberFormat.SignedPercent, "−5.0%")]
    [InlineData(0, NumberFormat.SignedPercent, "0.0%")]
    [InlineData(0.00000004, NumberFormat.SignedPercent, "0.00%")]
    [InlineData(-0.00000004, NumberFormat.SignedPercent, "0.00%")]
    [InlineData(-0.004, NumberFormat.Ratio, "0.00")]
    [InlineData(1.005, NumberFormat.Ratio, "1.00")]
    [InlineData(112.6, NumberFormat.BasisPoints, "113 bps")]
    [InlineData(6.04, NumberFormat.BasisPoints, "6.0 bps")]
    [InlineData(1234567.8, NumberFormat.Money, "1,234,568")]
    [InlineData(-1234567.8, NumberFormat.Money, "−1,234,568")]
    [InlineData(23.75, NumberFormat.Sessions, "23.8 sessions")]
    [InlineData(1e-7, NumberFormat.General, "1E-07")]
    [InlineData(double.PositiveInfinity, NumberFormat.Ratio, "∞")]
    public void A_number_carries_its_unit_and_a_true_sign(double value, NumberFormat format, string expected)
        => Assert.Equal(expected, NumberText.Of(value, format));

    [Fact]
    public void Unknown_is_a_dash_in_every_format()
        => Assert.All(Enum.GetValues<NumberFormat>(), format => Assert.Equal("–", NumberText.Of(double.NaN, format)));
}
