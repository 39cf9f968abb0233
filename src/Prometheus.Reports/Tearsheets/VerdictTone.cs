namespace Prometheus.Reports.Tearsheets;

public enum VerdictTone
{
    Good,
    Mixed,
    Bad,
}
