using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Errors;

namespace Prometheus.Databases;

/// <summary>The numbered SQL files, embedded in this assembly, one set a logical database.</summary>
public static class MigrationFiles
{
    private static Assembly Assembly => typeof(MigrationFiles).Assembly;

    /// <summary>The steps of a logical database, ascending.</summary>
    public static IReadOnlyList<Migration> Of(LogicalDatabase database)
    {
        var steps = ResourcesOf(database)
            .Order(StringComparer.Ordinal)
            .Select(n => Read(Assembly.GetManifestResourceStream(n)!, Path.GetFileNameWithoutExtension(n[PrefixOf(database).Length..])))
            .ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Version != i + 1)
                throw new DatabaseError($"migrations of {database} must be numbered without a gap: expected {i + 1:D4}, found {steps[i].Version:D4}");
        }

        return steps;
    }

    /// <summary>The version a current database has; reads no file.</summary>
    public static int CountOf(LogicalDatabase database) => ResourcesOf(database).Count();

    private static IEnumerable<string> ResourcesOf(LogicalDatabase database)
        => Assembly.GetManifestResourceNames().Where(n => n.StartsWith(PrefixOf(database), StringComparison.Ordinal));

    private static string PrefixOf(LogicalDatabase database) => $"{typeof(MigrationFiles).Namespace}.Migrations.{database}.";

    private static Migration Read(Stream resource, string file)
    {
        using var reader = new StreamReader(resource, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new Migration(
            int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file[5..], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))), sql);
    }
}

/// <summary>One numbered step of a logical database's schema.</summary>
/// <param name="Version">1, 2, 3 … without a gap.</param>
/// <param name="Name">The file's name without number and ending.</param>
/// <param name="Checksum">SHA-256 of the file, so that a step that was applied cannot change unnoticed.</param>
/// <param name="Sql">The file, with the type words that <see cref="Dialect"/> spells for an engine.</param>
public sealed record Migration(int Version, string Name, string Checksum, string Sql);
