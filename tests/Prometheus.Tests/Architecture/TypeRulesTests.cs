using Prometheus.Tests.Architecture.Samples;
using Xunit;

namespace Prometheus.Tests.Architecture;

public sealed class TypeRulesTests
{
    private static IEnumerable<Type> AllTypes => Checkout.Assemblies.SelectMany(TypeRules.Written);

    [Fact]
    public void No_type_hides_behind_an_empty_name() => Assert.Empty(AllTypes.SelectMany(TypeRules.NameViolations));

    [Fact]
    public void Records_are_immutable()
    {
        Assert.True(AllTypes.Count() > 20);
        Assert.Empty(AllTypes.SelectMany(TypeRules.RecordViolations));
    }

    [Fact]
    public void An_empty_name_is_named()
        => Assert.Equal([$"{typeof(BadPriceManager).FullName} ends with Manager: say what it is"], TypeRules.NameViolations(typeof(BadPriceManager)));

    [Theory]
    [InlineData(typeof(BadMutableRecord), "has a settable property Equity")]
    [InlineData(typeof(BadMutableRecord), "has a mutable field Cash")]
    [InlineData(typeof(BadMutableRecordStruct), "has a settable property Equity")]
    public void A_mutable_record_is_named(Type record, string sentence)
        => Assert.Contains(TypeRules.RecordViolations(record), v => v.EndsWith(sentence, StringComparison.Ordinal));

    [Fact]
    public void An_immutable_record_passes() => Assert.Empty(TypeRules.RecordViolations(typeof(SourceFile)));
}
