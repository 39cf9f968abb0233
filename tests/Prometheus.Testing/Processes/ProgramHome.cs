using System.Diagnostics;
using Prometheus.Databases;
using Prometheus.Testing.Databases;

namespace Prometheus.Testing.Processes;

/// <summary>
/// Everything one user of the executable has: two databases of its own, a working folder, an environment. The executable is the one built
/// beside the tests. Gone when disposed.
/// </summary>
/// <example>
/// <code>
/// using var home = new ProgramHome();
/// home.Run("data", "synth", "--start", "2020-01-02", "--end", "2020-12-31").Expect(0);
/// </code>
/// </example>
public sealed class ProgramHome : IDisposable
{
    private static readonly string Folder = AppContext.BaseDirectory;

    private readonly TestDatabases _databases;
    private readonly string _work = Directory.CreateTempSubdirectory("prometheus-work-").FullName;
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public ProgramHome(DatabaseEngine engine = DatabaseEngine.Sqlite)
        : this(TestDatabases.Create(engine))
    {
        if (engine != DatabaseEngine.PostgreSql)
            return;
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            using var database = Database.Open(name, Settings);
            Migrator.Migrate(database);
        }
    }

    private ProgramHome(TestDatabases databases)
    {
        _databases = databases;
        foreach (var (key, value) in new[] { (DatabaseSettings.HomeKey, Settings.Home), (DatabaseSettings.HistoricalKey, Settings.Historical), (DatabaseSettings.RuntimeKey, Settings.Runtime) })
            _environment[key] = value ?? "";
    }

    /// <summary>A home with the store of another to which nobody writes, on the same engine.</summary>
    public static ProgramHome CopyOf(ProgramHome other) => new(TestDatabases.CopyOf(other._databases));

    /// <summary>Where the executable finds its databases, through its environment.</summary>
    public DatabaseSettings Settings => _databases.Settings;

    /// <summary>The executable's working folder.</summary>
    public string WorkingFolder => _work;

    /// <summary>Of a file in the working folder.</summary>
    public string PathOf(string file) => Path.Combine(_work, file);

    /// <summary>Writes a file into the working folder and returns its path.</summary>
    public string Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), content);
        return PathOf(file);
    }

    /// <summary>Sets a variable for everything run from here on; this home.</summary>
    public ProgramHome With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>Runs the executable to its end.</summary>
    public ProgramRun Run(params IReadOnlyList<string> arguments)
    {
        using var program = Start(arguments);
        return program.Wait();
    }

    /// <summary>Starts the executable and returns at once.</summary>
    public RunningProgram Start(params IReadOnlyList<string> arguments) => StartBeside("prometheus", arguments);

    /// <summary>The same for another program that was built beside the tests.</summary>
    public RunningProgram StartBeside(string program, params IReadOnlyList<string> arguments) => Begin(Path.Combine(Folder, program), arguments);

    /// <summary>Runs a command line through bash, with <c>prometheus</c> on the path.</summary>
    public ProgramRun Shell(string commandLine)
    {
        using var program = Begin("bash", ["-c", commandLine]);
        return program.Wait();
    }

    public void Dispose()
    {
        _databases.Dispose();
        Directory.Delete(_work, recursive: true);
    }

    private RunningProgram Begin(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _work };
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("PROMETHEUS_", StringComparison.Ordinal) || k.StartsWith("DOTNET_Enable", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(inherited);
        start.Environment["PATH"] = $"{Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["DOTNET_ROOT"] = DotnetRoot;
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (key, value) in _environment)
            start.Environment[key] = value;
        return new RunningProgram(start);
    }

    /// <summary>The runtime that runs the tests; .NET lies three folders above its core library.</summary>
    private static string DotnetRoot => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
}
