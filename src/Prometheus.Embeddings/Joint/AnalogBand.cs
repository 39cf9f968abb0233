namespace Prometheus.Embeddings.Joint;

/// <summary>The mean outcome of the analogs and how sure it is: the 5 % and 95 % points of the mean under resampling. NaN where none is known.</summary>
/// <param name="Mean">Over the analogs with a known outcome.</param>
/// <param name="Low">5 % point.</param>
/// <param name="High">95 % point.</param>
/// <param name="Count">Analogs with a known outcome.</param>
public sealed record AnalogBand(double Mean, double Low, double High, int Count);
