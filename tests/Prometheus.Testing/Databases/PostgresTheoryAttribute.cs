using Xunit;

namespace Prometheus.Testing.Databases;

/// <summary>A theory that needs a PostgreSQL server; skipped, with the reason shown, where there is none to start.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresCluster.MissingReason;
}
