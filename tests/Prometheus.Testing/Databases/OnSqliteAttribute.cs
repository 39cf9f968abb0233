using System.Reflection;
using Prometheus.Databases;
using Xunit.Sdk;

namespace Prometheus.Testing.Databases;

/// <summary>Runs a theory with one <see cref="DatabaseEngine"/> argument on the embedded engine. Its twin is <see cref="OnPostgreSqlAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[DatabaseEngine.Sqlite]];
}
