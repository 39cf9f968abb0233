using Prometheus.Core.Options;

namespace Prometheus.Opinions.Assessment;

/// <summary>Constants of <c>assessment-basic-v1</c> for one horizon.</summary>
public sealed record AssessmentOptions : IConsistentOptions
{
    public static AssessmentOptions Default { get; } = new();

    /// <summary>Sessions looked forward.</summary>
    [Range(1, 2520, Unit = "sessions")]
    [Derived("it is the horizon of the sleeve, the last field of its specification")]
    public int HorizonSessions { get; init; } = 21;

    /// <summary>Information coefficient of Grinold's rule, μ̂ = IC·σ·√H·z.</summary>
    [Range(0, 1)]
    public double InformationCoefficient { get; init; } = 0.03;

    /// <summary>Median absolute deviations at which an ingredient is winsorised.</summary>
    [Range(0, 100, ExcludesMinimum = true, Unit = "median absolute deviations")]
    public double WinsorAtMads { get; init; } = 3;

    /// <summary>Cost of buying and selling again, in basis points; below it a label is HOLD.</summary>
    [Range(0, 1e6, Unit = "bps")]
    public double RoundTripCostBps { get; init; } = 12;

    /// <summary>Share of the cross-section labelled STRONG_ at each end.</summary>
    [Range(0, 0.5, Unit = "fraction of the cross-section")]
    public double StrongFraction { get; init; } = 0.10;

    /// <summary>Share of the cross-section labelled BUY or SELL next to it.</summary>
    [Range(0, 0.5, Unit = "fraction of the cross-section")]
    public double PlainFraction { get; init; } = 0.20;

    /// <summary>Least share of ingredient weight that must be observed; below it there is no assessment.</summary>
    [Range(0, 1, Unit = "fraction of the weight")]
    public double MinimumCoverage { get; init; } = 0.5;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (StrongFraction + PlainFraction > 0.5)
            yield return (nameof(PlainFraction), FormattableString.Invariant($"must be at most 0.5 together with strong_fraction {StrongFraction}, found {PlainFraction}"));
    }
}
