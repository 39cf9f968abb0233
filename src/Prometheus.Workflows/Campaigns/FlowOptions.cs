using Prometheus.Core.Errors;
using Prometheus.Opinions.Universes;

namespace Prometheus.Workflows.Campaigns;

/// <summary>What flows that train λ̂ on the first dates of a range and run sleeves on the rest have in common.</summary>
public abstract record FlowOptions
{
    /// <summary>First date of states, and of λ̂'s training.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last date of everything.</summary>
    public required DateOnly End { get; init; }

    /// <summary>Whose sleeves run; null is <c>MARKET_CORE_LONG_EQ</c>.</summary>
    public string? StrategyId { get; init; }

    /// <summary>Last date λ̂ is trained on; backtests begin after it. Null lies at three fifths of the range.</summary>
    public DateOnly? TrainEnd { get; init; }

    /// <summary>Points a standard deviation of λ̂ adds to a universe score.</summary>
    public double LambdaWeight { get; init; } = 10;

    /// <summary>Most members of every universe. Where a market has no more names than this, λ̂ has nobody to choose among.</summary>
    public int MaximumUniverseSize { get; init; } = UniverseOptions.Default.MaximumSize;

    /// <summary>Sleeves each rule of Meta chooses.</summary>
    public int TopK { get; init; } = 3;

    /// <summary>Of each sleeve, in the market's currency.</summary>
    public double InitialCash { get; init; } = 1_000_000;

    /// <summary>Takes the CSV files and the pages.</summary>
    public required string Folder { get; init; }

    public int Workers { get; init; } = Environment.ProcessorCount;

    public DateOnly LastTrainingDate => TrainEnd ?? Start.AddDays((End.DayNumber - Start.DayNumber) * 3 / 5);

    public DateOnly FirstTestDate => LastTrainingDate.AddDays(1);

    /// <exception cref="UserError">Dates out of order, or a number outside its range.</exception>
    public virtual void Validate()
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
