using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Engines.Opportunity;
using Prometheus.Engines.Universe;

namespace Prometheus.Workflows.V0;

/// <summary>What the v0 flow runs over. Everything that is not here is the default of the step it belongs to.</summary>
public sealed record V0Options
{
    /// <summary>First date of the states.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last date of everything.</summary>
    public required DateOnly End { get; init; }

    /// <summary>US, EU or ASIA.</summary>
    public string Region { get; init; } = "US";

    /// <summary>Whose sleeves run; null is <c>REGION_EQ_CORE_LONG_EQ</c>.</summary>
    public string? StrategyId { get; init; }

    /// <summary>Last date λ̂ is trained on and scenarios are drawn from; backtests begin after it. Null lies at three fifths of the range.</summary>
    public DateOnly? TrainEnd { get; init; }

    public LambdaModel Model { get; init; } = LambdaModel.GlobalLinearFull;

    /// <summary>Points a standard deviation of λ̂ adds to a universe score of the λ-aware sleeves.</summary>
    public double LambdaWeight { get; init; } = 10;

    /// <summary>Most members of every universe. Where a market has no more names than this, λ̂ has nobody to choose among.</summary>
    public int MaximumUniverseSize { get; init; } = UniverseOptions.Default.MaximumSize;

    public int ScenarioHorizonDays { get; init; } = 20;

    public int ScenarioPaths { get; init; } = 500;

    /// <summary>Sleeves each rule of Meta chooses.</summary>
    public int TopK { get; init; } = 3;

    /// <summary>Of each sleeve, in the market's currency.</summary>
    public double InitialCash { get; init; } = 1_000_000;

    /// <summary>Takes the CSV files and the pages.</summary>
    public required string Folder { get; init; }

    public int Workers { get; init; } = Environment.ProcessorCount;

    public string MarketId => MarketCatalog.OfRegion(Region).MarketId;

    public string Strategy => StrategyId ?? $"{MarketId}_CORE_LONG_EQ";

    public DateOnly LastTrainingDate => TrainEnd ?? Start.AddDays((End.DayNumber - Start.DayNumber) * 3 / 5);

    public DateOnly FirstTestDate => LastTrainingDate.AddDays(1);

    /// <summary>Of the universes of the region and of the sleeves alike.</summary>
    public UniverseOptions Universe => UniverseOptions.Default with { MaximumSize = MaximumUniverseSize };

    public string ExperimentId => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_{LambdaModelNames.Of(Model).ToUpperInvariant()}_V0");

    public string ScenarioName
        => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_HIST_{ScenarioHorizonDays}D_{Start:yyyyMMdd}_{LastTrainingDate:yyyyMMdd}");

    /// <exception cref="UserError">Dates out of order, or a number outside its range.</exception>
    public void Validate()
    {
        if (End < Start)
            throw new UserError($"--end {End:yyyy-MM-dd} lies before --start {Start:yyyy-MM-dd}");
        if (LastTrainingDate <= Start || LastTrainingDate >= End)
            throw new UserError($"--train-end must lie between {Start:yyyy-MM-dd} and {End:yyyy-MM-dd}, found {LastTrainingDate:yyyy-MM-dd}");
        Guard.AtLeast(TopK, 1, "--top-k");
        Guard.AtLeast(MaximumUniverseSize, 0, "--max-universe-size");
        Guard.InRange(LambdaWeight, 0, 1_000, "--lambda-weight");
        Guard.InRange(InitialCash, 1, 1e15, "--initial-cash");
    }
}
