namespace Prometheus.Stores.Runs;

/// <summary>One row of <c>decision_outcomes</c>: what came of a decision. NaN is not measured.</summary>
public sealed record OutcomeRow
{
    public string DecisionId { get; init; } = "";

    /// <summary>Sessions after the date of the decision; of a run, sessions after its first.</summary>
    public int HorizonDays { get; init; }

    /// <summary>A fraction.</summary>
    public double? RealizedReturn { get; init; }

    /// <summary>In the market's currency.</summary>
    public double? RealizedPnl { get; init; }

    /// <summary>≤ 0.</summary>
    public double? RealizedDrawdown { get; init; }

    /// <summary>Annualised.</summary>
    public double? RealizedVol { get; init; }

    public string Metadata { get; init; } = "{}";
}
