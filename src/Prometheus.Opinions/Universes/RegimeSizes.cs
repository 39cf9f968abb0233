using Prometheus.Core.Options;
using Prometheus.States.Regimes;

namespace Prometheus.Opinions.Universes;

/// <summary>Share of the usual size a universe has in each regime; without a label it keeps its size.</summary>
public sealed record RegimeSizes
{
    [Range(0, 10, Unit = "multiple of the usual size")]
    public double Crisis { get; init; } = 1;

    [Range(0, 10, Unit = "multiple of the usual size")]
    public double RiskOff { get; init; } = 1;

    [Range(0, 10, Unit = "multiple of the usual size")]
    public double Carry { get; init; } = 1;

    [Range(0, 10, Unit = "multiple of the usual size")]
    public double Neutral { get; init; } = 1;

    public double FactorOf(RegimeLabel? label) => label switch
    {
        RegimeLabel.Crisis => Crisis,
        RegimeLabel.RiskOff => RiskOff,
        RegimeLabel.Carry => Carry,
        RegimeLabel.Neutral => Neutral,
        _ => 1,
    };
}
