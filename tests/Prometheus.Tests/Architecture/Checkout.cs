using System.Reflection;
using System.Xml.Linq;

namespace Prometheus.Tests.Architecture;

/// <summary>The checkout that these tests were built from: its source files and its compiled rooms.</summary>
internal static class Checkout
{
    /// <summary>Rooms without I/O, clock, randomness, logging or async.</summary>
    public static readonly string[] PureRooms =
    [
        "Prometheus.Core", "Prometheus.Encoders", "Prometheus.Embeddings", "Prometheus.States", "Prometheus.Scenarios", "Prometheus.Opinions",
        "Prometheus.Portfolio", "Prometheus.Backtest", "Prometheus.Meta", "Prometheus.Reports",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Rooms that exist, by project name.</summary>
    public static IReadOnlyList<string> Rooms { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Compiled rooms beside this test; the executable is tested as a process elsewhere.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Rooms.Select(AssemblyPath).Where(File.Exists).Select(Assembly.LoadFrom)];

    /// <summary>Project files of rooms, tests, benchmarks and examples.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. new[] { "src", "tests", "bench", "examples" }.SelectMany(f => Directory.GetFiles(Path.Combine(Root, f), "*.csproj", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];

    /// <summary>What a project was built into with the configuration of this test, whether or not it is there.</summary>
    public static string OutputOf(string projectPath)
    {
        var folder = Path.GetDirectoryName(projectPath)!;
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var name = XDocument.Load(projectPath).Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(projectPath);
        return Path.Combine(folder, "bin", own.Parent!.Name, own.Name, name + ".dll");
    }

    public static string ProjectPath(string room) => Path.Combine(Root, "src", room, room + ".csproj");

    public static string AssemblyPath(string room) => Path.Combine(AppContext.BaseDirectory, room + ".dll");

    /// <summary>Hand-written C# files of every room, as paths relative to <c>src</c> with forward slashes.</summary>
    public static IEnumerable<SourceFile> SourceFiles()
    {
        var src = Path.Combine(Root, "src");
        return from path in Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(src, path).Replace('\\', '/')
               where !relative.Contains("/obj/", StringComparison.Ordinal) && !relative.Contains("/bin/", StringComparison.Ordinal)
               orderby relative
               select new SourceFile(relative, File.ReadAllText(path));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Prometheus.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Prometheus.slnx");
    }
}
