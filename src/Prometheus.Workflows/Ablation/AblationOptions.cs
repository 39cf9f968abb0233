using System.Globalization;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Engines.Embeddings;
using Prometheus.Engines.Opportunity;
using Prometheus.Engines.Universe;

namespace Prometheus.Workflows.Ablation;

/// <summary>What is run with and without embeddings.</summary>
public sealed record AblationOptions
{
    /// <summary>First date λ̂ is trained on.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last date of the backtests.</summary>
    public required DateOnly End { get; init; }

    /// <summary>Last date λ̂ is trained on; backtests begin after it. Null lies at three fifths of the range.</summary>
    public DateOnly? TrainEnd { get; init; }

    public string MarketId { get; init; } = "US_EQ";

    /// <summary>Whose sleeves run; null is <c>MARKET_CORE_LONG_EQ</c>.</summary>
    public string? StrategyId { get; init; }

    /// <summary>Most members of every universe; with no more names than this λ̂ has nobody to choose among.</summary>
    public int MaximumUniverseSize { get; init; } = UniverseOptions.Default.MaximumSize;

    /// <summary>Points a standard deviation of λ̂ adds to a universe score.</summary>
    public double LambdaWeight { get; init; } = 10;

    /// <summary>How every sleeve behaves in each regime: without a rule the regime would change nothing.</summary>
    public RegimeRules RegimeRules { get; init; } = new() { Crisis = 0, RiskOff = 0.5 };

    public double InitialCash { get; init; } = 1_000_000;

    /// <summary>Sleeves each rule of Meta chooses.</summary>
    public int TopK { get; init; } = 3;

    /// <summary>Takes the CSV files and the page.</summary>
    public required string Folder { get; init; }

    public int Workers { get; init; } = Environment.ProcessorCount;

    public string Strategy => StrategyId ?? $"{MarketId}_CORE_LONG_EQ";

    public DateOnly LastTrainingDate => TrainEnd ?? Start.AddDays((End.DayNumber - Start.DayNumber) * 3 / 5);

    public DateOnly FirstTestDate => LastTrainingDate.AddDays(1);

    /// <summary>The numeric model whose vectors regimes and λ̂ look at.</summary>
    public static string ClusterModelId => NumericModels.BaseIdOf(NumericModel.Regime);

    /// <summary>The numeric model whose vectors stability looks at.</summary>
    public static string StabilityModelId => NumericModels.BaseIdOf(NumericModel.Stability);

    public string PlainExperiment => Experiment(LambdaModel.GlobalLinearFull);

    public string EmbeddedExperiment => Experiment(LambdaModel.GlobalRidge);

    public string File(string name) => Path.Combine(Folder, name);

    /// <exception cref="UserError">Dates out of order, or a number outside its range.</exception>
    public void Validate()
    {
        MarketCatalog.Get(MarketId);
        if (End < Start)
            throw new UserError($"--end {End:yyyy-MM-dd} lies before --start {Start:yyyy-MM-dd}");
        if (LastTrainingDate <= Start || LastTrainingDate >= End)
            throw new UserError($"--train-end must lie between {Start:yyyy-MM-dd} and {End:yyyy-MM-dd}, found {LastTrainingDate:yyyy-MM-dd}");
        Guard.AtLeast(TopK, 1, "--top-k");
        Guard.AtLeast(MaximumUniverseSize, 0, "--max-universe-size");
        Guard.InRange(LambdaWeight, 0, 1_000, "--lambda-weight");
        Guard.InRange(InitialCash, 1, 1e15, "--initial-cash");
        RegimeRules.Validate();
    }

    private string Experiment(LambdaModel model)
        => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_{LambdaModelNames.Of(model).ToUpperInvariant()}_ABLATION");
}
