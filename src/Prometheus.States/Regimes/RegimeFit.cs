using Prometheus.Encoders.Projection;

namespace Prometheus.States.Regimes;

/// <summary>One walk-forward fit: plain numbers, from training rows that end before the first row it serves.</summary>
/// <param name="FirstSession">First row it serves, the first of its year.</param>
/// <param name="TrainingFirst">First training row.</param>
/// <param name="TrainingLast">Last training row.</param>
/// <param name="TrainingDigest">SHA-256 of the training rows, hexadecimal.</param>
/// <param name="Features">Names of the features.</param>
/// <param name="Chain">States, their emissions and moves.</param>
/// <param name="Prototypes">What each state stands for, in the order of the chain's states.</param>
/// <param name="Encoder">Window encoder of the same slice, aligned to the fit before.</param>
public sealed record RegimeFit(
    int FirstSession,
    int TrainingFirst,
    int TrainingLast,
    string TrainingDigest,
    IReadOnlyList<string> Features,
    GaussianChain Chain,
    IReadOnlyList<RegimePrototype> Prototypes,
    WhitenedComponents Encoder);
