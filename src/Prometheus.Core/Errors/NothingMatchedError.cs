namespace Prometheus.Core.Errors;

/// <summary>A well-formed request that matched no session, instrument or run. Ends the process with exit code 3.</summary>
public sealed class NothingMatchedError(string message) : PrometheusException(message);
