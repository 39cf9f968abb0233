using Prometheus.Embeddings.Joint;

namespace Prometheus.Workflows.Joint;

/// <summary>Earlier sessions that resemble one, and what followed them.</summary>
/// <param name="AsOf">Session of the vector that was asked about; nothing after it was read.</param>
/// <param name="Analogs">Best first.</param>
/// <param name="Bands">Mean outcome by horizon: of the return, the volatility and the drawdown.</param>
public sealed record AnalogAnswer(DateOnly AsOf, IReadOnlyList<Analog> Analogs, IReadOnlyList<(int Horizon, AnalogBand Return, AnalogBand Volatility, AnalogBand Drawdown)> Bands);
