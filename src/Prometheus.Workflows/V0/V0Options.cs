using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Workflows.V0;

/// <summary>What the v0 flow runs over. Everything that is not here is the default of the step it belongs to.</summary>
public sealed record V0Options : FlowOptions
{
    /// <summary>US, EU or ASIA.</summary>
    [Words("US", "EU", "ASIA")]
    public string Region { get; init; } = "US";

    public LambdaModel Model { get; init; } = LambdaModel.GlobalLinearFull;

    [Range(1, 2520, Unit = "sessions")]
    public int ScenarioHorizonDays { get; init; } = 20;

    [Range(1, 1e6, Unit = "paths")]
    public int ScenarioPaths { get; init; } = 500;

    public string MarketId => MarketCatalog.OfRegion(Region).MarketId;

    public string Strategy => StrategyId ?? $"{MarketId}_CORE_LONG_EQ";

    /// <summary>Of the universes of the region and of the sleeves alike.</summary>
    public UniverseOptions Universe => UniverseOptions.Default with { MaximumSize = MaximumUniverseSize };

    public string ExperimentId => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_{LambdaModelNames.Of(Model).ToUpperInvariant()}_V0");

    /// <summary>Scenarios are drawn from the dates λ̂ is trained on.</summary>
    public string ScenarioName
        => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_HIST_{ScenarioHorizonDays}D_{Start:yyyyMMdd}_{LastTrainingDate:yyyyMMdd}");
}
