using Prometheus.Tests.Architecture.Samples;
using Xunit;

namespace Prometheus.Tests.Architecture;

public sealed class StrategyRulesTests
{
    [Fact]
    public void No_strategy_holds_a_panel()
        => Assert.Empty(StrategyRules.Strategies(Checkout.Assemblies).SelectMany(StrategyRules.Violations));

    [Theory]
    [InlineData(typeof(BadPanelStrategy), "BadPanelStrategy._closes holds a Panel: all sessions at once")]
    [InlineData(typeof(BadNestedStrategy), "BadNestedStrategy._memory.Markets holds a Market: all sessions at once")]
    [InlineData(typeof(BadDelegateStrategy), "BadDelegateStrategy._peek holds a delegate, which can close over a panel")]
    [InlineData(typeof(BadDelegateStrategy), "BadDelegateStrategy._asked is written after construction: a strategy has no memory of its own")]
    public void A_strategy_that_could_read_tomorrow_is_named(Type strategy, string sentence)
    {
        Assert.Contains(strategy, StrategyRules.Strategies([typeof(StrategyRulesTests).Assembly]));
        Assert.Contains(sentence, StrategyRules.Violations(strategy).Select(v => v.Replace("<Markets>k__BackingField", "Markets", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_strategy_of_plain_options_passes() => Assert.Empty(StrategyRules.Violations(typeof(GoodStrategy)));
}
