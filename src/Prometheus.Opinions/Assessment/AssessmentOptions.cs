namespace Prometheus.Opinions.Assessment;

/// <summary>Constants of <c>assessment-basic-v1</c> for one horizon.</summary>
public sealed record AssessmentOptions
{
    public static AssessmentOptions Default { get; } = new();

    /// <summary>Sessions looked forward.</summary>
    public int HorizonSessions { get; init; } = 21;

    /// <summary>Information coefficient of Grinold's rule, μ̂ = IC·σ·√H·z.</summary>
    public double InformationCoefficient { get; init; } = 0.03;

    /// <summary>Median absolute deviations at which an ingredient is winsorised.</summary>
    public double WinsorAtMads { get; init; } = 3;

    /// <summary>Cost of buying and selling again, in basis points; below it a label is HOLD.</summary>
    public double RoundTripCostBps { get; init; } = 12;

    /// <summary>Share of the cross-section labelled STRONG_ at each end.</summary>
    public double StrongFraction { get; init; } = 0.10;

    /// <summary>Share of the cross-section labelled BUY or SELL next to it.</summary>
    public double PlainFraction { get; init; } = 0.20;

    /// <summary>Least share of ingredient weight that must be observed; below it there is no assessment.</summary>
    public double MinimumCoverage { get; init; } = 0.5;
}
