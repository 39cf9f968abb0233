using Prometheus.Core.Panels;
using Prometheus.Embeddings.Numeric;
using Xunit;

namespace Prometheus.Tests.Embeddings.Numeric;

public sealed class SectorSeriesTests
{
    [Fact]
    public void Of_many_sectors_the_first_to_appear_are_looked_at_in_the_order_of_their_names()
    {
        // The last 16 of 20 sectors have members from the beginning, the first by name only later.
        var series = Of(sectors: 20, sessions: 6, (t, s) => t >= 4 || s >= 4 ? 1 : 0);
        Assert.Equal(Enumerable.Range(4, 16), series.Leading);

        Assert.Equal([0, 2, 3], Of(sectors: 4, sessions: 6, (t, s) => s == 1 || (s == 0 && t < 5) ? 0 : 1).Leading);
        Assert.Empty(Of(sectors: 3, sessions: 2, (_, _) => 0).Leading);
    }

    private static SectorSeries Of(int sectors, int sessions, Func<int, int, double> members)
    {
        var counts = Enumerable.Range(0, sessions * sectors).Select(cell => members(cell / sectors, cell % sectors)).ToArray();
        return new SectorSeries(
            [.. Enumerable.Range(0, sectors).Select(s => $"S{s:00}")], Panel.Adopt(new double[counts.Length], sessions, sectors), Panel.Adopt(counts, sessions, sectors), null);
    }
}
