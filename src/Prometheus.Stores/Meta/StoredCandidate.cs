namespace Prometheus.Stores.Meta;

/// <summary>A run that competed, as a decision keeps it in <c>input_refs.candidate_runs</c>.</summary>
public sealed record StoredCandidate
{
    public required string RunId { get; init; }

    public required string SleeveId { get; init; }

    public required string MarketId { get; init; }

    public required DateOnly StartDate { get; init; }

    public required DateOnly EndDate { get; init; }

    public required string DataDigest { get; init; }

    /// <summary>1 is best; null where it was not eligible.</summary>
    public int? Rank { get; init; }

    /// <summary>Why it was not eligible; null where it was.</summary>
    public string? Reason { get; init; }

    /// <summary>By the keys of <c>metrics_json</c>; null is not measured.</summary>
    public required SortedDictionary<string, double?> Scores { get; init; }
}
