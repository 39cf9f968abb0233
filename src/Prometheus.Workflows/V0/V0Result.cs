using Prometheus.Backtest.Campaigns;
using Prometheus.Opinions.Lambda;
using Prometheus.Workflows.Meta;

namespace Prometheus.Workflows.V0;

/// <summary>What the flow made.</summary>
/// <param name="Steps">In the order they ran.</param>
/// <param name="Lambda">The experiment behind λ̂.</param>
/// <param name="RiskOn">Baseline and λ-aware sleeves with the risk service.</param>
/// <param name="RiskOff">The same sleeves without it.</param>
/// <param name="Choices">One a rule of Meta, among the sleeves with the risk service.</param>
public sealed record V0Result(
    V0Options Options,
    IReadOnlyList<V0Step> Steps,
    LambdaExperimentResult Lambda,
    CampaignResult RiskOn,
    CampaignResult RiskOff,
    IReadOnlyList<SelectionOutcome> Choices)
{
    public V0Files Files => new(Options);

    public bool AnyFailed => RiskOn.AnyFailed || RiskOff.AnyFailed;
}
