namespace Prometheus.Workflows.Joint;

/// <summary>Ids of the form <c>issuer:YYYY-MM-DD</c>.</summary>
internal static class DatedId
{
    /// <summary>What stands before the date.</summary>
    public static string Of(string id) => id.LastIndexOf(':') is var mark and > 0 ? id[..mark] : id;
}
