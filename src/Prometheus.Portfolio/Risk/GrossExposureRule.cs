namespace Prometheus.Portfolio.Risk;

/// <summary>Σ|w| of the whole book.</summary>
internal sealed class GrossExposureRule : IRiskRule
{
    public string CappedId => "CAPPED_GROSS_EXPOSURE";

    public string RejectedId => "REJECTED_GROSS_EXPOSURE_CAP";

    public void Apply(RiskContext context, RiskOptions options, ReadOnlySpan<int> instruments, Span<double> weights)
    {
        var all = new bool[weights.Length];
        Array.Fill(all, true);
        Shrink.SumToLimit(weights, all, options.GrossExposureCap);
    }
}
