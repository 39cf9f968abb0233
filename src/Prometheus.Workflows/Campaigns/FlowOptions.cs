using Prometheus.Core.Options;
using Prometheus.Opinions.Universes;

namespace Prometheus.Workflows.Campaigns;

/// <summary>What flows that train λ̂ on the first dates of a range and run sleeves on the rest have in common.</summary>
public abstract record FlowOptions : IConsistentOptions
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
    [Range(0, 1_000, Unit = "points")]
    public double LambdaWeight { get; init; } = 10;

    /// <summary>Most members of every universe. Where a market has no more names than this, λ̂ has nobody to choose among.</summary>
    [Range(0, 100_000, Unit = "names")]
    public int MaximumUniverseSize { get; init; } = UniverseOptions.Default.MaximumSize;

    /// <summary>Sleeves each rule of Meta chooses.</summary>
    [Range(1, 1_000, Unit = "sleeves")]
    public int TopK { get; init; } = 3;

    /// <summary>Of each sleeve, in the market's currency.</summary>
    [Range(1, 1e15, Unit = "currency")]
    public double InitialCash { get; init; } = 1_000_000;

    /// <summary>Takes the CSV files and the pages.</summary>
    public required string Folder { get; init; }

    [Range(1, 4_096, Unit = "threads")]
    public int Workers { get; init; } = Environment.ProcessorCount;

    public DateOnly LastTrainingDate => TrainEnd ?? Start.AddDays((End.DayNumber - Start.DayNumber) * 3 / 5);

    public DateOnly FirstTestDate => LastTrainingDate.AddDays(1);

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (End < Start)
            yield return (nameof(End), FormattableString.Invariant($"lies before start {Start:yyyy-MM-dd}, found {End:yyyy-MM-dd}"));
        else if (LastTrainingDate <= Start || LastTrainingDate >= End)
            yield return (nameof(TrainEnd), FormattableString.Invariant($"must lie between {Start:yyyy-MM-dd} and {End:yyyy-MM-dd}, found {LastTrainingDate:yyyy-MM-dd}"));
    }
}
