namespace Prometheus.States.Profiles;

/// <summary>What style buckets are cut from; NaN where unknown.</summary>
/// <param name="Value">Book equity over market value.</param>
/// <param name="Quality">Return on equity.</param>
/// <param name="Size">ln of market value.</param>
/// <param name="Momentum">Total return over the window.</param>
public sealed record StyleCharacteristics(double Value, double Quality, double Size, double Momentum);
