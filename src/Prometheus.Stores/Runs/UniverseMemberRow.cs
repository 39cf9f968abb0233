namespace Prometheus.Stores.Runs;

/// <summary>A row of <c>universe_members</c> of one context, universe and date.</summary>
public sealed record UniverseMemberRow
{
    public string EntityId { get; init; } = "";

    public string Tier { get; init; } = "";

    public bool Included { get; init; }

    public double Score { get; init; }

    /// <summary>JSON object.</summary>
    public string Reasons { get; init; } = "{}";
}
