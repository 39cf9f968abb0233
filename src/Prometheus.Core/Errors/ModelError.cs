namespace Prometheus.Core.Errors;

/// <summary>A model that cannot answer for the data it was given. Inside a campaign it becomes the failed sleeve's reason.</summary>
public sealed class ModelError(string message) : PrometheusException(message);
