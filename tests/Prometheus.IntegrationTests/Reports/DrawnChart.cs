namespace Prometheus.IntegrationTests.Reports;

/// <summary>What a browser made of one chart.</summary>
internal sealed record DrawnChart
{
    public string Id { get; init; } = "";

    /// <summary>Series with points.</summary>
    public int Series { get; init; }

    /// <summary>Series without any.</summary>
    public int Empty { get; init; }

    /// <summary>Distinct colours of the canvases, transparent included.</summary>
    public int Colors { get; init; }
}
