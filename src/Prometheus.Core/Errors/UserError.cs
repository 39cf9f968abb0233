namespace Prometheus.Core.Errors;

/// <summary>A request that cannot be understood: a flag, a file, a configuration line. Ends the process with exit code 2.</summary>
public sealed class UserError : PrometheusException
{
    public UserError(string message)
        : base(message)
    {
    }

    public UserError(string message, Exception inner)
        : base(message, inner)
    {
    }
}
