using Npgsql;

namespace Prometheus.Testing.Databases;

/// <summary>A role of the tests' server that must give a password; everyone else is trusted.</summary>
public static class GuardedRole
{
    public const string Name = "guarded";
    public const string Password = "the right one";

    private static readonly Lock Gate = new();

    /// <summary>Makes the role known and lets it use one database.</summary>
    /// <param name="address">Of a database, as somebody who may do everything.</param>
    public static void Create(string address)
    {
        lock (Gate)
        {
            using var connection = new NpgsqlConnection(address + ";Pooling=false");
            connection.Open();
            if (Scalar(connection, $"SELECT count(*) FROM pg_roles WHERE rolname = '{Name}'") is 0L)
                Execute(connection, $"CREATE ROLE {Name} LOGIN SUPERUSER PASSWORD '{Password}'");
            var rules = (string)Scalar(connection, "SHOW hba_file")!;
            Execute(connection, $"COPY (SELECT 'local all {Name} scram-sha-256' UNION ALL SELECT 'local all all trust') TO '{rules}'");
            Execute(connection, "SELECT pg_reload_conf()");
        }
    }

    private static object? Scalar(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static void Execute(NpgsqlConnection connection, string sql) => Scalar(connection, sql);
}
