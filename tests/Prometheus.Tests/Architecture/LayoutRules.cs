using System.Text.RegularExpressions;

namespace Prometheus.Tests.Architecture;

/// <summary>
/// A file is named after its main type, and what stands beside that is what it uses; namespace = folder; no file that has outgrown a reader.
/// Reads source text.
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
        var types = TopLevelType().Matches(file.Text).Select(m => (Name: m.Groups["name"].Value, IsPublic: m.Groups["access"].Value == "public")).ToList();
        if (types.Count == 0)
            yield break;

        var folder = file.Path[..file.Path.LastIndexOf('/')];
        var name = file.Path[(folder.Length + 1)..].Split('.')[0];
        if (!types.Exists(t => t.Name == name))
            yield return $"{file.Path} declares {(types.Find(t => t.IsPublic) is { Name: { } named } ? named : types[0].Name)}: a file is named after its type";
        foreach (var other in types.Where(t => t.IsPublic && t.Name != name && types.Count > 1 && !IsMentioned(t.Name, file.Text)))
            yield return $"{file.Path} declares {other.Name} beside {name}, which never uses it";

        var expected = folder.Replace('/', '.');
        var found = FileScopedNamespace().Match(file.Text).Groups["name"].Value;
        if (found != expected)
            yield return $"{file.Path} has the namespace '{found}', expected '{expected}'";
    }

    /// <summary>Names of the types at the margin of a file.</summary>
    public static IEnumerable<string> TypesOf(string text) => TopLevelType().Matches(text).Select(m => m.Groups["name"].Value);

    /// <summary>Whether what a file uses stands in order: <c>System</c> first, then by name. The formatter says so only where it loads every project.</summary>
    public static bool HasOrderedUsings(string text)
    {
        string[] usings = [.. PlainUsing().Matches(text).Select(m => m.Groups["name"].Value.ToUpperInvariant())];
        return usings.SequenceEqual(usings.OrderBy(u => u == "SYSTEM" || u.StartsWith("SYSTEM.", StringComparison.Ordinal) ? 0 : 1).ThenBy(u => u.Replace('.', ' '), StringComparer.Ordinal));
    }

    /// <summary>Outside its own declaration.</summary>
    private static bool IsMentioned(string type, string text)
    {
        var declarations = TopLevelType().Matches(text);
        var own = declarations.First(d => d.Groups["name"].Value == type);
        var end = own.NextMatch() is { Success: true } next ? next.Index : text.Length;
        return Regex.IsMatch(text[..own.Index] + text[end..], $@"\b{type}\b", RegexOptions.ExplicitCapture);
    }

    [GeneratedRegex(@"^(?<access>public|internal|file)?\s?(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe)\s)*(?:delegate\s[\w<>\[\]?,. ]+|(?:record\sstruct|record\sclass|record|class|struct|interface|enum))\s(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^using\s(?<name>[A-Z][\w.]*);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainUsing();

    [GeneratedRegex(@"^namespace\s(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FileScopedNamespace();
}
