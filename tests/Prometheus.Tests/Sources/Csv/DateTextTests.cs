using System.Text;
using Prometheus.Sources.Csv;
using Xunit;

namespace Prometheus.Tests.Sources.Csv;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2015-01-02")]
    [InlineData("20150102")]
    [InlineData("20150102 00:00")]
    [InlineData("2015-01-02 00:00:00-05:00")]
    [InlineData("2015-01-02T21:00:00Z")]
    public void Known_forms_are_read(string text)
    {
        Assert.Equal(DateReading.Valid, DateText.Parse(Encoding.UTF8.GetBytes(text), out var date));
        Assert.Equal(new DateOnly(2015, 1, 2), date);
    }

    [Theory]
    [InlineData("2015-13-45")]
    [InlineData("2015-02-29")]
    [InlineData("2015-00-10")]
    [InlineData("20150431")]
    [InlineData("0000-01-01")]
    public void Days_no_calendar_has_are_impossible(string text)
        => Assert.Equal(DateReading.Impossible, DateText.Parse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("")]
    [InlineData("01/02/2015")]
    [InlineData("2-Jan-2015")]
    [InlineData("2015-1-2")]
    [InlineData("2015-01-02x")]
    [InlineData("abcdefgh")]
    [InlineData("201501021")]
    public void Other_forms_are_refused(string text)
        => Assert.Equal(DateReading.Unparsable, DateText.Parse(Encoding.UTF8.GetBytes(text), out _));
}
