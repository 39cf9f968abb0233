using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.States.Declarations;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Tests.Worlds;
using Xunit;

namespace Prometheus.Tests.States.Declarations;

public sealed class StateResolverTests
{
    private static readonly Market Market = EngineWorld.Random(12, 120);

    [Fact]
    public void What_a_state_reads_is_what_it_and_all_below_it_declare()
    {
        var vectors = StabilityOptions.Default with { Features = "num-stab-core-v1" };
        Assert.Equal(MarketReads.TotalReturns, StabilityEngine.Definition.Usual.Reads);
        Assert.Equal(MarketReads.Members | MarketReads.Levels | MarketReads.Ranges, StabilityEngine.Definition.Of(vectors).Reads);
        var universe = UniverseRequest.Definition.Default;
        Assert.Equal(MarketReads.Members | MarketReads.Levels | MarketReads.Series | MarketReads.RegimeIndex, UniverseRequest.Definition.Of(universe).Reads);
        var onVectors = universe with { Assessment = universe.Assessment with { Stability = vectors } };
        Assert.Equal(UniverseRequest.Definition.Of(universe).Reads | MarketReads.Ranges, UniverseRequest.Definition.Of(onVectors).Reads);
    }

    [Fact]
    public void Fields_to_load_follow_from_what_is_read()
    {
        Assert.Equal([PriceField.Close], PriceFields.Of(MarketReads.TotalReturns));
        Assert.Equal([PriceField.High, PriceField.Low, PriceField.Close, PriceField.Volume], PriceFields.Of(MarketReads.Levels | MarketReads.Ranges));
        Assert.DoesNotContain(PriceField.AdjustedClose, PriceFields.Of(MarketReads.All));
    }

    [Fact]
    public void A_market_keeps_out_of_reach_what_was_not_declared()
    {
        var returns = Market.Reading(MarketReads.TotalReturns);
        Assert.Same(Market.TotalReturns, returns.TotalReturns);
        Assert.Throws<InvalidOperationException>(() => returns.Sectors);
        Assert.Throws<InvalidOperationException>(() => returns.Series);
        Assert.Throws<InvalidOperationException>(() => returns.RegimeIndex);
        Assert.Throws<ModelError>(() => returns.Prices.Close);
        Assert.Throws<InvalidOperationException>(() => Market.Reading(MarketReads.Members).Reading(MarketReads.All).Series);
        Assert.Same(Market.Prices.Close, Market.Reading(MarketReads.Levels).Prices.Close);
    }

    [Fact]
    public void Equal_requests_are_computed_once_and_those_of_one_kind_together()
    {
        var calls = new List<int>();
        var numbers = new StateDefinition<int, int[]>
        {
            Kind = "numbers",
            ModelId = "numbers-v1",
            Default = 0,
            Reads = _ => MarketReads.TotalReturns,
            Compute = (_, all) =>
            {
                calls.Add(all.Count);
                return [.. all.Select(n => new[] { n })];
            },
        };
        var resolver = new SignalInputs(Market).Resolver(1);
        resolver.Resolve([numbers.Of(1), numbers.Of(2), numbers.Of(1)]);
        Assert.Same(resolver.Get(numbers.Of(2)), resolver.Get(numbers.Of(2)));
        Assert.Equal([2], calls);
        Assert.Equal(3, Assert.Single(resolver.Get(numbers.Of(3))));
        Assert.Equal([2, 1], calls);
    }

    [Fact]
    public void A_state_that_reads_another_without_saying_so_ends_the_program()
    {
        var sly = new StateDefinition<NoOptions, RegimeState>
        {
            Kind = "sly",
            ModelId = "sly-v1",
            Default = NoOptions.Instance,
            Reads = _ => MarketReads.All,
            Compute = (reader, _) => [reader.Get(RegimeEngine.Definition.Of(RegimeOptions.Default))],
        };
        var resolver = new SignalInputs(Market).Resolver(1);
        Assert.Contains("sly reads regime", Assert.Throws<InvalidOperationException>(() => resolver.Get(sly.Of(NoOptions.Instance))).Message, StringComparison.Ordinal);
    }
}
