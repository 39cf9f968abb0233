using System.Globalization;
using Npgsql;
using Prometheus.Core.Errors;

namespace Prometheus.Databases;

/// <summary>Reads a PostgreSQL connection string or a <c>postgres://user:password@host:port/database?option=value</c> URL.</summary>
internal static class PostgresAddress
{
    /// <param name="setting">Name of the setting, for the error sentence; the address itself may hold a password and is never repeated.</param>
    public static NpgsqlConnectionStringBuilder Parse(string address, string setting)
    {
        try
        {
            var isUrl = address.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
                || address.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);
            var builder = isUrl ? FromUrl(address) : new NpgsqlConnectionStringBuilder(address);
            if (string.IsNullOrEmpty(builder.Host))
                builder.Host = "localhost";
            if (string.IsNullOrEmpty(builder.Database))
                throw new UserError($"{setting} must name a database, for example postgres://user@localhost:5432/prometheus_runtime");

            // A replacement of millions of rows takes longer than the provider's 30 seconds a command.
            if (!builder.ContainsKey("Command Timeout"))
                builder.CommandTimeout = 0;
            builder.ApplicationName ??= "prometheus";
            return builder;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or UriFormatException)
        {
            // The inner exception quotes parts of the address; it stays out on purpose.
            throw new UserError($"{setting} must be a PostgreSQL connection string or a postgres:// URL, and could not be read as either");
        }
    }

    /// <summary>What a message may say about a server: database, host and port.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder address)
        => string.Create(CultureInfo.InvariantCulture, $"PostgreSQL database {address.Database} on {address.Host}:{address.Port}");

    public static bool IsSame(NpgsqlConnectionStringBuilder one, NpgsqlConnectionStringBuilder other)
        => one.Port == other.Port
            && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase)
            && string.Equals(one.Database, other.Database, StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder FromUrl(string address)
    {
        var url = new Uri(address);
        var user = url.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Uri.UnescapeDataString(url.Host),
            Port = url.Port > 0 ? url.Port : 5432,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
        };
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            var value = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
            var keyword = KeywordOf(Uri.UnescapeDataString(parts[0]));
            builder[keyword] = keyword == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return builder;
    }

    /// <summary>The libpq spellings people paste, in Npgsql's words.</summary>
    private static string KeywordOf(string option) => option.ToLowerInvariant() switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        "user" => "Username",
        "dbname" => "Database",
        var other => other,
    };
}
