namespace Prometheus.Core.Errors;

/// <summary>A read past the as-of session of a view. Always a defect of the caller, never of the data: it ends the process.</summary>
public sealed class LookAheadError(string message) : PrometheusException(message);
