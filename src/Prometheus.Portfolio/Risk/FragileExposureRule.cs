using Prometheus.Core.Panels;
using Prometheus.States.Stability;

namespace Prometheus.Portfolio.Risk;

/// <summary>Σ|w| of FRAGILE, TARGETABLE and BREAKER names together; they shrink in proportion.</summary>
internal sealed class FragileExposureRule : IRiskRule
{
    public string CappedId => "CAPPED_FRAGILE_EXPOSURE";

    public string RejectedId => "REJECTED_FRAGILE_EXPOSURE_CAP";

    public void Apply(RiskContext context, RiskOptions options, ReadOnlySpan<int> instruments, Span<double> weights)
    {
        if (context.Classes.IsEmpty)
            return;
        var fragile = new bool[weights.Length];
        for (var i = 0; i < fragile.Length; i++)
            fragile[i] = context.Classes[instruments[i]] is >= (byte)SoftTargetClass.Fragile and not CodePanel.None;
        Shrink.SumToLimit(weights, fragile, options.FragileExposureCap);
    }
}
