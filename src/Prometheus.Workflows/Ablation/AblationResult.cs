using Prometheus.Backtest.Campaigns;
using Prometheus.Opinions.Lambda;
using Prometheus.Workflows.Meta;

namespace Prometheus.Workflows.Ablation;

/// <summary>What an ablation made.</summary>
/// <param name="Variants">The baseline first; the sleeves of the campaign are the catalogue's, once a variant in this order.</param>
/// <param name="Missing">Why parts were left out; empty where none was.</param>
/// <param name="Plain">The experiment behind λ̂ without embeddings.</param>
/// <param name="Embedded">The one with them.</param>
/// <param name="Campaign">All sleeves.</param>
/// <param name="Choices">One a rule of Meta, among all of them.</param>
public sealed record AblationResult(
    AblationOptions Options,
    IReadOnlyList<AblationVariant> Variants,
    IReadOnlyList<string> Missing,
    LambdaExperimentResult Plain,
    LambdaExperimentResult Embedded,
    CampaignResult Campaign,
    IReadOnlyList<SelectionOutcome> Choices)
{
    /// <summary>Sleeves of one variant.</summary>
    public int SleevesPerVariant => Campaign.Sleeves.Count / Variants.Count;

    public bool IsPartial => Missing.Count > 0 || Campaign.AnyFailed;
}
