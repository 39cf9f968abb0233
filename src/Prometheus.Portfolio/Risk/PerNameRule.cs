namespace Prometheus.Portfolio.Risk;

/// <summary>|w| of one name.</summary>
internal sealed class PerNameRule : IRiskRule
{
    public string CappedId => "CAPPED_PER_NAME";

    public string RejectedId => "REJECTED_PER_NAME_CAP";

    public void Apply(RiskContext context, RiskOptions options, ReadOnlySpan<int> instruments, Span<double> weights)
    {
        foreach (ref var weight in weights)
            weight = Shrink.ToLimit(weight, options.PerNameCap);
    }
}
