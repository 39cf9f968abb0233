using Xunit;

namespace Prometheus.Testing.Databases;

/// <summary>A fact that needs a PostgreSQL server; skipped, with the reason shown, where there is none to start.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresCluster.MissingReason;
}
