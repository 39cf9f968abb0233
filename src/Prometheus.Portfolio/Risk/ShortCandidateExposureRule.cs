using Prometheus.Core.Panels;
using Prometheus.States.Fragility;

namespace Prometheus.Portfolio.Risk;

/// <summary>Σ|w| of names whose fragility is SHORT_CANDIDATE or CRISIS together; they shrink in proportion.</summary>
internal sealed class ShortCandidateExposureRule : IRiskRule
{
    public string CappedId => "CAPPED_SHORT_CANDIDATE_EXPOSURE";

    public string RejectedId => "REJECTED_SHORT_CANDIDATE_EXPOSURE_CAP";

    public void Apply(RiskContext context, RiskOptions options, ReadOnlySpan<int> instruments, Span<double> weights)
    {
        if (options.ShortCandidateExposureCap is not { } cap || context.Fragility.IsEmpty)
            return;
        var breaking = new bool[weights.Length];
        for (var i = 0; i < breaking.Length; i++)
            breaking[i] = context.Fragility[instruments[i]] is >= (byte)FragilityClass.ShortCandidate and not CodePanel.None;
        Shrink.SumToLimit(weights, breaking, cap);
    }
}
