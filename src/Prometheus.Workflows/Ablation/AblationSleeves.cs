using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Workflows.Ablation;

/// <summary>Every sleeve of the catalogue once a variant, on the same dates.</summary>
internal static class AblationSleeves
{
    /// <param name="predictions">File of λ̂ with both experiments.</param>
    public static CampaignOptions Campaign(AblationOptions options, IReadOnlyList<AblationVariant> variants, string predictions)
    {
        var campaign = new CampaignOptions
        {
            MarketId = options.MarketId,
            Start = options.FirstTestDate,
            End = options.End,
            InitialCash = options.InitialCash,
            Benchmark = $"EW_{options.MarketId}",
            Sleeves =
            [
                .. from variant in variants
                   from spec in SleeveCatalog.CoreLong(options.Strategy, options.MarketId)
                   select new CampaignSleeve(Named(spec, variant), Sleeve(options, variant)),
            ],
        };
        return CampaignLambda.Attach(campaign, CampaignLambda.SettingsOf(options.MarketId, predictions, options.PlainExperiment));
    }

    public static string IdOf(SleeveSpec spec, AblationVariant variant) => $"{spec.SleeveId}_{variant.Name}";

    private static SleeveOptions Sleeve(AblationOptions options, AblationVariant variant) => SleeveOptions.Default with
    {
        Universe = UniverseOptions.Default with { MaximumSize = options.MaximumUniverseSize },
        Stability = variant.Has(AblationPart.Stability) ? StabilityOptions.Default with { Features = AblationOptions.StabilityModelId } : StabilityOptions.Default,
        Context = variant.Has(AblationPart.Assessment) ? ContextOptions.Default : null,
        Lambda = new LambdaOptions
        {
            ExperimentId = variant.Has(AblationPart.Lambda) ? options.EmbeddedExperiment : options.PlainExperiment,
            Weight = options.LambdaWeight,
        },
        RegimeRules = options.RegimeRules with
        {
            Model = variant.Has(AblationPart.Regime) ? RegimeOptions.Default with { Features = AblationOptions.ClusterModelId } : RegimeOptions.Default,
        },
    };

    private static SleeveSpec Named(SleeveSpec spec, AblationVariant variant)
    {
        var id = IdOf(spec, variant);
        return spec with { SleeveId = id, UniverseId = $"{id}_UNIVERSE", PortfolioId = $"{id}_PORTFOLIO", AssessmentStrategyId = $"{id}_ASSESS" };
    }
}

/// <summary>An engine that can look at embeddings.</summary>
public enum AblationPart
{
    Regime,
    Stability,
    Assessment,
    Lambda,
}

/// <summary>Which engines look at embeddings; all else is equal.</summary>
/// <param name="Name">Ends the sleeve's id.</param>
/// <param name="Parts">Empty is the baseline.</param>
public sealed record AblationVariant(string Name, IReadOnlyList<AblationPart> Parts)
{
    public const string BaselineName = "BASE";

    /// <summary>The baseline, each part alone, and all of them.</summary>
    public static IReadOnlyList<AblationVariant> Of(IReadOnlyList<AblationPart> parts) =>
    [
        new(BaselineName, []),
        .. parts.Select(part => new AblationVariant("EMB_" + part.ToString().ToUpperInvariant(), [part])),
        .. parts.Count > 1 ? new[] { new AblationVariant("EMB_ALL", [.. parts]) } : [],
    ];

    public bool Has(AblationPart part) => Parts.Contains(part);
}
