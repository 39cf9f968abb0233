using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Migrations;

/// <summary>The numbered SQL files, embedded in this assembly, one set a logical database.</summary>
public static class MigrationFiles
{
    /// <summary>The steps of a logical database, ascending.</summary>
    public static IReadOnlyList<Migration> Of(LogicalDatabase database)
    {
        var prefix = $"{typeof(MigrationFiles).Namespace}.{database}.";
        var assembly = typeof(MigrationFiles).Assembly;
        var steps = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => Read(assembly.GetManifestResourceStream(n)!, Path.GetFileNameWithoutExtension(n[prefix.Length..])))
            .ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Version != i + 1)
                throw new DatabaseError($"migrations of {database} must be numbered without a gap: expected {i + 1:D4}, found {steps[i].Version:D4}");
        }

        return steps;
    }

    private static Migration Read(Stream resource, string file)
    {
        using var reader = new StreamReader(resource, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(
            int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file[5..], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))), sql);
    }
}
