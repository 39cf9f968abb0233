namespace Prometheus.Opinions.Assessment;

/// <summary>A ridge head and where it came from.</summary>
/// <param name="ServedFrom">First session it may speak on.</param>
/// <param name="TrainedThrough">Last session any of its training outcomes reached.</param>
/// <param name="Dates">Training dates.</param>
/// <param name="Names">Rows of all dates together.</param>
/// <param name="Penalty">λ, as a multiple of the mean eigenvalue of the Gram matrix.</param>
/// <param name="Coefficients">One a dimension.</param>
public sealed record ContextFit(int ServedFrom, int TrainedThrough, int Dates, int Names, double Penalty, double[] Coefficients);
