using System.Text.RegularExpressions;

namespace Prometheus.Tests.Architecture;

/// <summary>
/// A file is named after its first public type, and only small companions (records, enums, delegates) and its generic form stand beneath it; namespace =
/// folder; no file that has outgrown a reader. Reads source text.
/// </summary>
internal static partial class LayoutRules
{
    public const int LongestFile = 450;

    public static IEnumerable<string> Violations(SourceFile file)
    {
        var lines = file.Text.Split('\n');
        if (lines.Length - 1 > LongestFile)
            yield return $"{file.Path} has {lines.Length - 1} lines, more than {LongestFile}";

        // Top-level types stand at the margin: file-scoped namespaces are enforced, and so is the indentation of everything else.
        var types = TopLevelType().Matches(file.Text).Select(m => (Name: m.Groups["name"].Value, IsPublic: m.Groups["access"].Value == "public", Kind: m.Groups["kind"].Value)).ToList();
        if (types.Count == 0)
            yield break;

        var publicTypes = types.Where(t => t.IsPublic).Select(t => t.Name).ToList();
        foreach (var (second, _, kind) in types.Where(t => t.IsPublic).Skip(1).Where(t => !IsCompanion(t.Kind) && t.Name != publicTypes[0]))
            yield return $"{file.Path} declares {publicTypes[0]} and the {kind} {second}: only records, enums and delegates may stand beneath the first type";

        var folder = file.Path[..file.Path.LastIndexOf('/')];
        var name = file.Path[(folder.Length + 1)..].Split('.')[0];
        var main = publicTypes.Count > 0 ? publicTypes[0] : types[0].Name;
        if (main != name)
            yield return $"{file.Path} declares {main}: a file is named after its type";

        var expected = folder.Replace('/', '.');
        var found = FileScopedNamespace().Match(file.Text).Groups["name"].Value;
        if (found != expected)
            yield return $"{file.Path} has the namespace '{found}', expected '{expected}'";
    }

    /// <summary>Names of the types at the margin of a file.</summary>
    public static IEnumerable<string> TypesOf(string text) => TopLevelType().Matches(text).Select(m => m.Groups["name"].Value);

    private static bool IsCompanion(string kind)
        => kind.StartsWith("record", StringComparison.Ordinal) || kind == "enum" || kind.StartsWith("delegate", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<access>public|internal|file)?\s?(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe)\s)*(?<kind>delegate\s[\w<>\[\]?,. ]+|(?:record\sstruct|record\sclass|record|class|struct|interface|enum))\s(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace\s(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FileScopedNamespace();
}
