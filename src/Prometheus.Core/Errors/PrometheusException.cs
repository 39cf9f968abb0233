namespace Prometheus.Core.Errors;

/// <summary>The root of the product's own errors. A message is one sentence with its values: what, where, expected, found.</summary>
public abstract class PrometheusException : Exception
{
    protected PrometheusException(string message)
        : base(message)
    {
    }

    protected PrometheusException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
