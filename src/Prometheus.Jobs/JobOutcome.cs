namespace Prometheus.Jobs;

/// <summary>How a run of a job ended.</summary>
/// <param name="Done">Units this run computed and saved.</param>
/// <param name="Skipped">Units that were there already with the same inputs; nothing was written for them.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="WasCancelled">True where units are left because the run was asked to stop; the same command goes on from here.</param>
public sealed record JobOutcome(int Done, int Skipped, long Rows, bool WasCancelled);
