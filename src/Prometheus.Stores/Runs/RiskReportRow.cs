namespace Prometheus.Stores.Runs;

/// <summary>A stored risk report, as it lies in <c>portfolio_risk_reports</c>.</summary>
public sealed record RiskReportRow
{
    /// <summary><c>live</c> or the run id.</summary>
    public string Context { get; init; } = "";

    public string PortfolioId { get; init; } = "";

    public DateOnly AsOfDate { get; init; }

    public double PortfolioValue { get; init; }

    public double Cash { get; init; }

    public double NetExposure { get; init; }

    public double GrossExposure { get; init; }

    public double Leverage { get; init; }

    public string RiskMetrics { get; init; } = "{}";

    public string ScenarioPnl { get; init; } = "{}";

    public string ExposuresBySector { get; init; } = "{}";

    public string ExposuresByFactor { get; init; } = "{}";

    public string Metadata { get; init; } = "{}";
}
