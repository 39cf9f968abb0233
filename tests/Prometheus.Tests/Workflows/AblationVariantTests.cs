using Prometheus.Workflows.Ablation;
using Xunit;

namespace Prometheus.Tests.Workflows;

public class AblationVariantTests
{
    [Fact]
    public void The_baseline_comes_first_then_each_part_alone_then_all()
    {
        var variants = AblationVariant.Of(Enum.GetValues<AblationPart>());
        Assert.Equal(["BASE", "EMB_REGIME", "EMB_STABILITY", "EMB_ASSESSMENT", "EMB_LAMBDA", "EMB_ALL"], variants.Select(v => v.Name));
        Assert.Empty(variants[0].Parts);
        Assert.All(variants.Skip(1).Take(4), v => Assert.Single(v.Parts));
        Assert.Equal(4, variants[^1].Parts.Count);
    }

    [Fact]
    public void One_part_alone_is_all()
        => Assert.Equal(["BASE", "EMB_LAMBDA"], AblationVariant.Of([AblationPart.Lambda]).Select(v => v.Name));
}
