using Prometheus.Tests.Architecture.Samples;
using Xunit;

namespace Prometheus.Tests.Architecture;

public sealed class StoreRulesTests
{
    private static readonly List<System.Reflection.MethodInfo> Reads = [.. StoreRules.ReadMethods(Checkout.Assemblies.SelectMany(a => a.GetTypes()))];

    [Fact]
    public void Every_read_of_a_store_carries_a_bound() => Assert.Empty(Reads.SelectMany(StoreRules.Violations));

    [Fact]
    public void Every_exception_names_a_read_that_exists() => Assert.Empty(StoreRules.StaleExceptions(Reads));

    [Fact]
    public void A_read_without_a_bound_is_named()
        => Assert.Equal(
            [$"{nameof(BadStateStore)}.{nameof(BadStateStore.LoadLatest)} reads without a bound: give it one of asOf, end, runId, context"],
            StoreRules.ReadMethods([typeof(BadStateStore)]).SelectMany(StoreRules.Violations));
}
