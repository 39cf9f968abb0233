using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Opinions.Lambda;
using Prometheus.Portfolio.Risk;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Workflows.V0;

/// <summary>The sleeves of the flow: the catalogue's, which record λ̂ without ranking by it, and their λ-aware twins.</summary>
internal static class V0Sleeves
{
    private const string Suffix = "LAMBDA";

    /// <param name="risk">Null switches the risk service off.</param>
    public static CampaignOptions Campaign(V0Options options, RiskOptions? risk)
    {
        var baseline = SleeveCatalog.CoreLong(options.Strategy, options.MarketId);
        CampaignSleeve[] sleeves =
        [
            .. baseline.Select(spec => Sleeve(spec, options, risk, weight: 0)),
            .. baseline.Select(spec => Sleeve(Aware(spec), options, risk, options.LambdaWeight)),
        ];
        var campaign = new CampaignOptions
        {
            MarketId = options.MarketId,
            Start = options.FirstTestDate,
            End = options.End,
            InitialCash = options.InitialCash,
            Benchmark = $"EW_{options.MarketId}",
            Sleeves = sleeves,
        };
        return CampaignLambda.Attach(campaign, CampaignLambda.SettingsOf(options.MarketId, new V0Files(options).Predictions, options.ExperimentId));
    }

    private static CampaignSleeve Sleeve(SleeveSpec spec, V0Options options, RiskOptions? risk, double weight) => new(
        spec,
        SleeveOptions.Default with
        {
            Risk = risk,
            Universe = options.Universe,
            Lambda = new LambdaOptions { ExperimentId = options.ExperimentId, Weight = weight },
        });

    private static SleeveSpec Aware(SleeveSpec spec)
    {
        var id = $"{spec.SleeveId}_{Suffix}";
        return spec with { SleeveId = id, UniverseId = $"{id}_UNIVERSE", PortfolioId = $"{id}_PORTFOLIO", AssessmentStrategyId = spec.AssessmentStrategyId };
    }
}
