using Prometheus.Core.Errors;
using Prometheus.Sources.Prices;
using Xunit;

namespace Prometheus.Tests.Sources.Prices;

public sealed class ColumnMappingTests
{
    [Fact]
    public void Pairs_are_read_and_blanks_ignored()
    {
        var mapping = ColumnMapping.Parse(" date = timestamp , adjusted_close=Adj Close*,");
        Assert.Equal([PriceColumn.Date, PriceColumn.AdjustedClose], mapping.Columns);
        Assert.Equal("timestamp", mapping.HeaderOf(PriceColumn.Date));
        Assert.Equal("Adj Close*", mapping.HeaderOf(PriceColumn.AdjustedClose));
        Assert.Null(mapping.HeaderOf(PriceColumn.Open));
        Assert.True(ColumnMapping.Parse("").IsEmpty);
    }

    [Theory]
    [InlineData("date", "'date' is not of the form")]
    [InlineData("date=", "'date=' is not of the form")]
    [InlineData("px=close", "unknown column 'px'")]
    [InlineData("open=a,open=b", "column 'open' twice")]
    [InlineData("open=a,close=a", "header 'a' twice")]
    public void Mistakes_are_named(string text, string says)
        => Assert.Contains(says, Assert.Throws<UserError>(() => ColumnMapping.Parse(text)).Message, StringComparison.Ordinal);
}
