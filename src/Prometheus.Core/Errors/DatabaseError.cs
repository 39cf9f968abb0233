namespace Prometheus.Core.Errors;

/// <summary>
/// A database that cannot be reached, opened, migrated or understood. The message never carries a secret. Ends the process with exit code 1.
/// </summary>
public sealed class DatabaseError : PrometheusException
{
    public DatabaseError(string message)
        : base(message)
    {
    }

    public DatabaseError(string message, Exception inner)
        : base(message, inner)
    {
    }
}
