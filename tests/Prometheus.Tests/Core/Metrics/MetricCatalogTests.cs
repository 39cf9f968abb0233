using System.Reflection;
using Prometheus.Core.Metrics;
using Xunit;

namespace Prometheus.Tests.Core.Metrics;

public sealed class MetricCatalogTests
{
    [Fact]
    public void Every_metric_is_listed_once()
    {
        var declared = typeof(MetricCatalog).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == typeof(Metric)).Select(p => (Metric)p.GetValue(null)!);
        Assert.Equal(declared.OrderBy(m => m.Key, StringComparer.Ordinal), MetricCatalog.All.OrderBy(m => m.Key, StringComparer.Ordinal));
        Assert.Equal(MetricCatalog.All.Count, MetricCatalog.All.Select(m => m.Key).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(-0.1, true)]
    [InlineData(0, true)]
    [InlineData(double.NaN, true)]
    [InlineData(0.1, false)]
    public void A_drawdown_is_never_above_zero(double value, bool isAllowed) => Assert.Equal(isAllowed, MetricCatalog.MaxDrawdown.Allows(value));
}
