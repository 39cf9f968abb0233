using System.Xml.Linq;

namespace Prometheus.Tests.Architecture;

/// <summary>Which room may point at which: the table of ARCHITECTURE.md, and what a project file must hold to keep it.</summary>
internal static class ReferenceRules
{
    private static readonly string[] ToMeta = ["Core", "Encoders", "Engines", "Portfolio", "Backtest", "Meta"];

    private static readonly Dictionary<string, string[]> AllowedRooms = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Encoders"] = ["Core"],
        ["Engines"] = ["Core", "Encoders"],
        ["Portfolio"] = ["Core", "Encoders", "Engines"],
        ["Backtest"] = ["Core", "Encoders", "Engines", "Portfolio"],
        ["Meta"] = ["Core", "Encoders", "Backtest"],
        ["Sources"] = ["Core"],
        ["Storage"] = ToMeta,
        ["Jobs"] = ["Core", "Storage"],
        ["Reports"] = ToMeta,
        ["Workflows"] = [.. ToMeta, "Sources", "Storage", "Jobs", "Reports"],
        ["Cli"] = [.. ToMeta, "Sources", "Storage", "Jobs", "Reports", "Workflows", "Web"],
        ["Web"] = [.. ToMeta, "Sources", "Storage", "Jobs", "Reports", "Workflows"],
    };

    /// <summary>Packages a pure room may use: arithmetic, and the analyzer that keeps the wall.</summary>
    private static readonly string[] PurePackages = ["MathNet.Numerics", "System.Numerics.Tensors", "Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    /// <summary>What is wrong with <paramref name="project"/> (<c>Prometheus.Core</c>), one sentence each.</summary>
    public static IEnumerable<string> Violations(string project, string projectXml)
    {
        var room = project["Prometheus.".Length..];
        if (!AllowedRooms.TryGetValue(room, out var allowed))
        {
            yield return $"{project} is no room of the architecture table";
            yield break;
        }

        var items = XDocument.Parse(projectXml).Descendants().ToList();
        foreach (var target in Includes(items, "ProjectReference"))
        {
            var name = target.Replace('\\', '/').Split('/')[^1].Replace("Prometheus.", "", StringComparison.Ordinal).Replace(".csproj", "", StringComparison.Ordinal);
            if (!allowed.Contains(name, StringComparer.Ordinal))
                yield return $"{project} may not reference Prometheus.{name}";
        }

        if (!Checkout.PureRooms.Contains(project, StringComparer.Ordinal))
            yield break;
        foreach (var package in Includes(items, "PackageReference").Except(PurePackages, StringComparer.Ordinal))
            yield return $"{project} is pure and may not reference the package {package}";
        if (!items.Any(i => i.Name.LocalName == "Import" && (string?)i.Attribute("Project") == "../PureRoom.props"))
            yield return $"{project} is pure and must import ../PureRoom.props";
    }

    private static IEnumerable<string> Includes(IEnumerable<XElement> items, string kind)
        => items.Where(i => i.Name.LocalName == kind).Select(i => (string?)i.Attribute("Include")).OfType<string>();
}
