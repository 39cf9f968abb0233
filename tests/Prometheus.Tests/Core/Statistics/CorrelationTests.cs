using Prometheus.Core.Statistics;
using Xunit;

namespace Prometheus.Tests.Core.Statistics;

public class CorrelationTests
{
    [Fact]
    public void A_line_correlates_fully_and_a_constant_not_at_all()
    {
        Assert.Equal(1, Correlation.Pearson([1, 2, 3], [10, 20, 30]), 1e-15);
        Assert.Equal(-1, Correlation.Pearson([1, 2, 3], [30, 20, 10]), 1e-15);
        Assert.True(double.IsNaN(Correlation.Pearson([1, 2, 3], [0.1, 0.1, 0.1])));
        Assert.True(double.IsNaN(Correlation.Pearson([1], [1])));
        Assert.True(double.IsNaN(Correlation.Pearson([], [])));
    }

    [Fact]
    public void Ranks_share_their_average_in_a_tie()
        // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
        => Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), Correlation.Spearman([1, 2, 2, 9], [0, 1, 2, 3]), 1e-15);
}
