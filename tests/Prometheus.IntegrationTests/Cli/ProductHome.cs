using Prometheus.Cli;
using Prometheus.Databases;
using Prometheus.Testing.Databases;
using Xunit.Sdk;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>
/// A folder with a store of its own, embedded unless a server is asked for, on which the product's commands are run inside the test's own process: the same parser, the same commands, no
/// start of a process. Gone when disposed.
/// </summary>
internal sealed class ProductHome : IDisposable
{
    private readonly TestDatabases _databases;

    public ProductHome(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        _databases = TestDatabases.Create(engine);
        Databases = new DatabasePair(Settings);
        if (engine == DatabaseEngine.PostgreSql)
            Run("db", "migrate");
    }

    public string Folder => Settings.Home;

    public DatabaseSettings Settings => _databases.Settings;

    public DatabasePair Databases { get; }

    /// <summary>A home with the files and the store of another to which nobody writes.</summary>
    public static ProductHome CopyOf(ProductHome other)
    {
        var copy = new ProductHome();
        foreach (var file in Directory.EnumerateFiles(other.Folder).Where(f => Path.GetExtension(f) is not (".db-wal" or ".db-shm")))
            File.Copy(file, copy.PathOf(Path.GetFileName(file)));
        return copy;
    }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public string Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), content);
        return PathOf(file);
    }

    /// <summary>Runs one command to its end and returns what it printed; the test fails with what it said where it does not end well.</summary>
    public string Run(params string[] arguments) => End(0, arguments).Printed;

    /// <summary>The same, and returns what it said beside it.</summary>
    public string RunSaying(params string[] arguments) => End(0, arguments).Said;

    /// <summary>Runs one command that is expected to end with a code, and returns what it printed and said.</summary>
    public (string Printed, string Said) End(int code, params string[] arguments)
    {
        using var output = new StringWriter();
        using var said = new StringWriter();
        var found = Application.Run([.. arguments, "--home", Folder, .. Addresses()], output, said);
        return found == code
            ? (output.ToString(), said.ToString())
            : throw new XunitException($"prometheus {string.Join(' ', arguments)}\nended with {found}, expected {code}\n{said}\n{output}");
    }

    public void Dispose()
    {
        Databases.Dispose();
        _databases.Dispose();
    }

    private string[] Addresses() => Settings is { Historical: { } historical, Runtime: { } runtime } ? ["--historical-db", historical, "--runtime-db", runtime] : [];
}
