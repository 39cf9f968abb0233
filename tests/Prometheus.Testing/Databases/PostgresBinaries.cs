using System.Globalization;

namespace Prometheus.Testing.Databases;

/// <summary>The PostgreSQL server programs of this machine, where it has them.</summary>
internal static class PostgresBinaries
{
    private static readonly string[] Needed = ["initdb", "postgres", "pg_ctl", "pg_isready"];

    private static readonly Lazy<string?> Folder = new(Find);

    /// <summary>Null where a private server can be started, else why not.</summary>
    public static string? MissingReason
        => Folder.Value is null ? "PostgreSQL server programs are absent: no initdb on PATH or in /usr/lib/postgresql/*/bin" : null;

    /// <summary>The folder they are all in.</summary>
    public static string Directory => Folder.Value ?? throw new FileNotFoundException(MissingReason);

    public static string PathOf(string program) => Path.Combine(Directory, program);

    private static string? Find()
    {
        var fromPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        var installed = System.IO.Directory.Exists("/usr/lib/postgresql")
            ? System.IO.Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(Version).Select(d => Path.Combine(d, "bin"))
            : [];

        // The programs are looked for together: a distribution may link some of them into PATH and not the others.
        return installed.Concat(fromPath)
            .FirstOrDefault(d => Needed.All(program => File.Exists(Path.Combine(d, program))));
    }

    private static double Version(string folder)
        => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
