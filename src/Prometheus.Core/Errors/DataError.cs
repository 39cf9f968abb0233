namespace Prometheus.Core.Errors;

/// <summary>Stored or supplied data that contradicts itself. Inside a campaign it becomes the failed sleeve's reason.</summary>
public sealed class DataError : PrometheusException
{
    public DataError(string message)
        : base(message)
    {
    }

    public DataError(string message, Exception inner)
        : base(message, inner)
    {
    }
}
