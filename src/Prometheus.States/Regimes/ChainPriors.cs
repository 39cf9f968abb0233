namespace Prometheus.States.Regimes;

/// <summary>What a <see cref="GaussianChain"/> is believed to be before its training slice is seen.</summary>
/// <param name="Sticky">Prior probability of staying.</param>
/// <param name="TransitionWeight">Moves of weight of that prior in each row.</param>
/// <param name="Variance">Prior variance of a standardised feature within a state.</param>
/// <param name="VarianceWeight">Observations of weight of that prior.</param>
public sealed record ChainPriors(double Sticky, double TransitionWeight = 50, double Variance = 0.3, double VarianceWeight = 1);
