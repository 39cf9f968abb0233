using System.Reflection;
using Prometheus.Databases;
using Xunit.Sdk;

namespace Prometheus.Testing.Databases;

/// <summary>Runs a theory with one <see cref="DatabaseEngine"/> argument on PostgreSQL; skipped, with the reason shown, where there is no server to start.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgreSqlAttribute : DataAttribute
{
    public OnPostgreSqlAttribute() => Skip = PostgresCluster.MissingReason;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseEngine.PostgreSql]];
}
