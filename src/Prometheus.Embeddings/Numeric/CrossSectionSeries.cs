namespace Prometheus.Embeddings.Numeric;

/// <summary>What a session's names say together, [sessions] each; NaN for fewer than five names.</summary>
/// <param name="LogDispersion">ln of the mean |return − mean return|.</param>
/// <param name="Breadth">Share of names that rose, less a half.</param>
/// <param name="MeanSquare">Mean squared return: with the squared mean return it gives the mean correlation.</param>
public sealed record CrossSectionSeries(double[] LogDispersion, double[] Breadth, double[] MeanSquare);
