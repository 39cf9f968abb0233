using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Prometheus.Tests.Architecture;

/// <summary>Which room points at which: the table of ARCHITECTURE.md, which the project files must repeat, and what a pure room may not have.</summary>
internal static class ReferenceRules
{
    /// <summary>Room and what it references, from the rows of ARCHITECTURE.md's table: <c>| `src/Prometheus.Jobs` | … | Core, Databases |</c>.</summary>
    private static readonly Dictionary<string, string[]> Table =
        (from line in File.ReadLines(Path.Combine(Checkout.Root, "ARCHITECTURE.md"))
         where line.StartsWith("| `src/Prometheus.", StringComparison.Ordinal)
         let cells = line.Split('|', StringSplitOptions.TrimEntries)
         select (Room: cells[1].Trim('`')["src/".Length..], References: cells[3].Split(", ", StringSplitOptions.RemoveEmptyEntries)))
        .ToDictionary(r => r.Room, r => r.References.Select(n => "Prometheus." + n).ToArray(), StringComparer.Ordinal);

    /// <summary>Packages a pure room may use: arithmetic, and the analyzer that keeps the wall.</summary>
    private static readonly string[] PurePackages = ["MathNet.Numerics", "System.Numerics.Tensors", "Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    /// <summary>What is wrong with <paramref name="project"/> (<c>Prometheus.Core</c>), one sentence each.</summary>
    public static IEnumerable<string> Violations(string project, string projectXml)
    {
        if (!Table.TryGetValue(project, out var told))
        {
            yield return $"{project} is no room of the table in ARCHITECTURE.md";
            yield break;
        }

        var found = ReferencedRooms(projectXml).ToArray();
        foreach (var target in found.Except(told, StringComparer.Ordinal))
            yield return $"{project} references {target}, which the table in ARCHITECTURE.md does not say";
        foreach (var target in told.Except(found, StringComparer.Ordinal))
            yield return $"{project} does not reference {target}, which the table in ARCHITECTURE.md says";

        var items = XDocument.Parse(projectXml).Descendants().ToList();
        if (!Checkout.PureRooms.Contains(project, StringComparer.Ordinal))
            yield break;
        foreach (var target in found.Except(Checkout.PureRooms, StringComparer.Ordinal))
            yield return $"{project} is pure and may not reference {target}";
        foreach (var package in Includes(items, "PackageReference").Except(PurePackages, StringComparer.Ordinal))
            yield return $"{project} is pure and may not reference the package {package}";
        if (!items.Any(i => i.Name.LocalName == "Import" && (string?)i.Attribute("Project") == "../PureRoom.props"))
            yield return $"{project} is pure and must import ../PureRoom.props";
    }

    /// <summary>Project references of which the compiler needed nothing: it names in an assembly only what the code touches.</summary>
    public static IEnumerable<string> Unused(string project, string projectXml, string assemblyPath)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var metadata = file.GetMetadataReader();
        var touched = metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name)).ToHashSet(StringComparer.Ordinal);
        return from target in ReferencedRooms(projectXml)
               where !touched.Contains(AssemblyNameOf(target))
               select $"{project} references {target} and uses nothing of it";
    }

    /// <summary>The executable is not named like its project.</summary>
    private static string AssemblyNameOf(string project)
        => Checkout.Projects.FirstOrDefault(p => Path.GetFileNameWithoutExtension(p) == project) is { } path ? Path.GetFileNameWithoutExtension(Checkout.OutputOf(path)) : project;

    /// <summary>The rooms that a project file references, <c>Prometheus.Core</c> and the like.</summary>
    public static IEnumerable<string> ReferencedRooms(string projectXml)
        => Includes(XDocument.Parse(projectXml).Descendants(), "ProjectReference").Select(target => Path.GetFileNameWithoutExtension(target.Replace('\\', '/')));

    private static IEnumerable<string> Includes(IEnumerable<XElement> items, string kind)
        => items.Where(i => i.Name.LocalName == kind).Select(i => (string?)i.Attribute("Include")).OfType<string>();
}
