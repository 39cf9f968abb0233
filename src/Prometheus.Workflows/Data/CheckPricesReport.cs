namespace Prometheus.Workflows.Data;

/// <summary>What a check of a market's data found.</summary>
public sealed record CheckPricesReport
{
    public required DateOnly FirstDate { get; init; }

    public required DateOnly LastDate { get; init; }

    /// <summary>Sessions of the calendar from first to last date.</summary>
    public required int Sessions { get; init; }

    public required long Rows { get; init; }

    public required int QuarantinedRows { get; init; }

    public required int FlaggedRows { get; init; }

    /// <summary>Corporate actions that follow from close and adjusted close.</summary>
    public required int ImpliedActions { get; init; }

    /// <summary>What did not belong together and was rebuilt from the bars; empty where all was in step.</summary>
    public required IReadOnlyList<string> Repairs { get; init; }

    /// <summary>Every instrument with a bar, in id order.</summary>
    public required IReadOnlyList<NameCheck> Names { get; init; }

    /// <summary>Sessions on which more than one in twenty expected names has no bar, ascending.</summary>
    public required IReadOnlyList<ThinSession> ThinSessions { get; init; }

    /// <summary>One entry a name that both sources have; empty without a second source.</summary>
    public required IReadOnlyList<SourceComparison> Comparisons { get; init; }

    /// <summary>Bars over the bars that the calendar lets expect between each name's first and last one; 1 where nothing is missing.</summary>
    public double Coverage => Names.Sum(n => (double)n.Rows) / Names.Sum(n => (double)n.ExpectedSessions);

    public IEnumerable<NameCheck> Suspicious => Names.Where(n => n.Findings.Count > 0);
}
