using Prometheus.Reports.Markup;
using Xunit;

namespace Prometheus.Tests.Reports.Markup;

public sealed class HtmlTests
{
    [Fact]
    public void Text_in_a_hole_is_escaped()
        => Assert.Equal("<b title=\"&quot;&amp;\">&lt;/script&gt;</b>", Html.Of($"""<b title="{"\"&"}">{"</script>"}</b>""").ToString());

    [Fact]
    public void Markup_in_a_hole_is_kept_and_not_escaped_twice()
    {
        var inner = Html.Of($"<i>{"a < b"}</i>");
        Assert.Equal("<p><i>a &lt; b</i><i>a &lt; b</i></p>", Html.Of($"<p>{inner}{Html.Concat([inner])}</p>").ToString());
    }

    [Fact]
    public void Letters_beyond_ascii_stay_readable()
        => Assert.Equal("−12% · Zürich – 東京", Html.Of($"{"−12% · Zürich – 東京"}").ToString());

    [Fact]
    public void Nothing_is_empty()
    {
        Assert.Equal("", Html.Empty.ToString());
        Assert.Equal("", Html.Of($"{(string?)null}{Html.When(false, () => Html.Of($"never"))}").ToString());
    }

    [Fact]
    public void Whole_numbers_get_separators()
        => Assert.Equal("1,234,567", Html.Of($"{1_234_567}").ToString());
}
