using Prometheus.Embeddings.Joint;
using Xunit;

namespace Prometheus.Tests.Embeddings.Joint;

public sealed class RecentTextTests
{
    [Fact]
    public void By_hand_a_text_counts_half_after_two_sessions()
    {
        var recent = RecentText.Of([new("A", "Energy", 0, [1, 0]), new("A", "Energy", 2, [0, 1])]);
        var (vector, level) = recent.Find("A", "Energy")!.Value;
        Assert.Equal(TextLevel.Issuer, level);
        Assert.Equal([1, 0.5], vector.Select(v => (double)v), (x, y) => Math.Abs(x - y) < 1e-7);
    }

    [Fact]
    public void A_silent_name_takes_its_sector_then_the_market()
    {
        var recent = RecentText.Of([new("A", "Energy", 0, [1, 0]), new("B", null, 0, [0, 1])]);
        Assert.Equal(TextLevel.Sector, recent.Find("C", "Energy")!.Value.Level);
        Assert.Equal([1f, 0f], recent.Find("C", "Energy")!.Value.Vector);
        Assert.Equal(TextLevel.Market, recent.Find("C", "Banks")!.Value.Level);
        Assert.Equal([1f, 1f], recent.Find("C", null)!.Value.Vector);
        Assert.Null(RecentText.Of([]).Find("A", "Energy"));
    }

    [Fact]
    public void The_order_of_texts_does_not_matter()
    {
        IssuerText[] texts = [.. Enumerable.Range(0, 40).Select(k => new IssuerText($"I{k % 7}", $"S{k % 3}", k / 8, [0.1f * k, 1f / (k + 1)]))];
        var (forward, back) = (RecentText.Of(texts), RecentText.Of(texts.Reverse()));
        Assert.Equal(forward.Find("none", "S1")!.Value.Vector, back.Find("none", "S1")!.Value.Vector);
        Assert.Equal(forward.Find("none", null)!.Value.Vector, back.Find("none", null)!.Value.Vector);
    }
}
