using Prometheus.Core.Instruments;

namespace Prometheus.Workflows.Data;

/// <summary>What a check found about one instrument.</summary>
/// <param name="ExpectedSessions">Sessions of the calendar from its first to its last bar.</param>
/// <param name="Findings">What looks wrong, one phrase each; empty where nothing does.</param>
public sealed record NameCheck(
    string InstrumentId,
    string Source,
    PriceBasis Basis,
    DateOnly FirstDate,
    DateOnly LastDate,
    int Rows,
    int ExpectedSessions,
    IReadOnlyList<string> Findings)
{
    public int MissingSessions => ExpectedSessions - Rows;

    public double Coverage => (double)Rows / ExpectedSessions;
}
