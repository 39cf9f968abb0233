namespace Prometheus.Workflows.Campaigns;

/// <summary>One comparison between a stored run and its recomputation.</summary>
public sealed record VerifiedItem(string Item, string Stored, string Recomputed)
{
    public bool IsEqual => Stored == Recomputed;
}
