using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Comparison;
using Prometheus.Backtest.Metrics;
using Prometheus.Core.Metrics;
using Prometheus.Meta.Selection;
using Prometheus.Opinions.Lambda;
using Prometheus.Reports.Tearsheets;
using Prometheus.States.Regimes;

namespace Prometheus.Reports.Ablation;

/// <summary>What the page of an ablation shows.</summary>
/// <param name="Lines">Sleeve by sleeve, the one without embeddings first.</param>
/// <param name="Missing">Why parts were left out.</param>
/// <param name="Campaign">Curves of all sleeves.</param>
/// <param name="Plain">λ̂ without embeddings.</param>
/// <param name="Embedded">λ̂ with them.</param>
/// <param name="Choices">One a rule of Meta.</param>
public sealed record AblationModel(
    IReadOnlyList<AblationLine> Lines,
    IReadOnlyList<string> Missing,
    CampaignModel Campaign,
    LambdaExperimentResult Plain,
    LambdaExperimentResult Embedded,
    IReadOnlyList<SleeveSelection> Choices)
{
    /// <param name="campaign">The sleeves of the catalogue, once a variant.</param>
    /// <param name="variants">Names in the order of the campaign, the one without embeddings first.</param>
    public static IReadOnlyList<AblationLine> LinesOf(CampaignResult campaign, IReadOnlyList<string> variants)
    {
        var lines = new List<AblationLine>();
        var sleeves = campaign.Sleeves.Count / variants.Count;
        for (var sleeve = 0; sleeve < sleeves; sleeve++)
        {
            var baseline = campaign.Sleeves[sleeve] as SleeveRun;
            for (var variant = 0; variant < variants.Count; variant++)
                lines.Add(LineOf(campaign.Sleeves[(variant * sleeves) + sleeve], variants[variant], baseline));
        }

        return lines;
    }

    private static AblationLine LineOf(SleeveResult result, string variant, SleeveRun? baseline)
    {
        var (spec, unknown) = (result.Sleeve, new double[RegimeState.Labels]);
        Array.Fill(unknown, double.NaN);
        if (result is not SleeveRun run)
        {
            var reason = (result as SleeveFailure)?.Reason ?? "unknown";
            return new AblationLine(
                spec.SleeveId, result.RunId, variant, spec.AssessmentHorizonDays, reason, double.NaN, double.NaN, double.NaN, double.NaN, null, double.NaN, double.NaN, unknown);
        }

        var returns = ReturnsOf(run);
        var perYear = run.Manifest.SessionsPerYear;
        return new AblationLine(
            spec.SleeveId,
            run.RunId,
            variant,
            spec.AssessmentHorizonDays,
            null,
            run.Metrics[MetricCatalog.CumulativeReturn.Key],
            run.Metrics[MetricCatalog.AnnualisedSharpe.Key],
            run.Metrics[MetricCatalog.MaxDrawdown.Key],
            run.Metrics[MetricCatalog.GrossExposureMean.Key],
            baseline is null || ReferenceEquals(run, baseline) ? null : PairedReturns.Of(returns, ReturnsOf(baseline), perYear),
            run.Metrics.GetValueOrDefault("lambda_fwd_bucket_high_minus_low_return_diff", double.NaN),
            run.Metrics.GetValueOrDefault("lambda_fwd_bucket_high_minus_low_return_diff_t_stat", double.NaN),
            baseline is null ? unknown : RegimeSharpe.Of(returns, baseline.Exposures, perYear));
    }

    private static double[] ReturnsOf(SleeveRun run) => EquityCurve.Returns(EquityCurve.Of(run.Manifest.InitialCash, run.Daily));
}

/// <summary>One sleeve with one choice of embeddings.</summary>
/// <param name="SleeveId">Of the run.</param>
/// <param name="RunId">Of the run.</param>
/// <param name="Variant">Which engines look at embeddings.</param>
/// <param name="HorizonSessions">Of its assessment.</param>
/// <param name="Failure">Why it did not finish; all numbers are NaN then. Null where it did.</param>
/// <param name="CumulativeReturn">A fraction.</param>
/// <param name="Sharpe">Annualised.</param>
/// <param name="MaxDrawdown">≤ 0, a fraction.</param>
/// <param name="GrossExposure">Mean share of the capital in names: a sleeve that only invests more earns more in good years.</param>
/// <param name="Difference">Run less the same sleeve without embeddings; null for that one itself, or where it failed.</param>
/// <param name="LambdaHighMinusLow">Mean return of the sessions after high λ̂ exposure less that after low; NaN where unknown.</param>
/// <param name="LambdaHighMinusLowT">Its t-statistic.</param>
/// <param name="SharpeByRegime">CRISIS, RISK_OFF, CARRY, NEUTRAL by the labels of the sleeve without embeddings; NaN where a regime has no days.</param>
public sealed record AblationLine(
    string SleeveId,
    string RunId,
    string Variant,
    int HorizonSessions,
    string? Failure,
    double CumulativeReturn,
    double Sharpe,
    double MaxDrawdown,
    double GrossExposure,
    PairedReturns? Difference,
    double LambdaHighMinusLow,
    double LambdaHighMinusLowT,
    double[] SharpeByRegime);
