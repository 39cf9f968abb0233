using System.Globalization;
using Prometheus.Backtest.Sleeves;
using Prometheus.Embeddings.Numeric;
using Prometheus.Opinions.Lambda;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Workflows.Ablation;

/// <summary>What is run with and without embeddings.</summary>
public sealed record AblationOptions : FlowOptions
{
    public string MarketId { get; init; } = "US_EQ";

    /// <summary>How every sleeve behaves in each regime: without a rule the regime would change nothing.</summary>
    public RegimeRules RegimeRules { get; init; } = new() { Crisis = 0, RiskOff = 0.5 };

    public string Strategy => StrategyId ?? $"{MarketId}_CORE_LONG_EQ";

    /// <summary>The numeric model whose vectors regimes and λ̂ look at.</summary>
    public static string ClusterModelId => NumericModels.BaseIdOf(NumericModel.Regime);

    /// <summary>The numeric model whose vectors stability looks at.</summary>
    public static string StabilityModelId => NumericModels.BaseIdOf(NumericModel.Stability);

    public string PlainExperiment => Experiment(LambdaModel.GlobalLinearFull);

    public string EmbeddedExperiment => Experiment(LambdaModel.GlobalRidge);

    public string File(string name) => Path.Combine(Folder, name);

    private string Experiment(LambdaModel model)
        => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_{LambdaModelNames.Of(model).ToUpperInvariant()}_ABLATION");
}
