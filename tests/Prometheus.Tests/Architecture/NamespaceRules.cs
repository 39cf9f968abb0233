using System.Text.RegularExpressions;

namespace Prometheus.Tests.Architecture;

/// <summary>
/// Which namespace needs which, from source text: its usings, and the types of the namespaces around it, which need no using. Constants and
/// names in comments that the compiler resolves count like calls. Namespaces that need each other are one namespace with two names.
/// </summary>
internal static partial class NamespaceRules
{
    /// <summary>One sentence for every group of namespaces that need each other, with a file that keeps each arrow alive.</summary>
    public static IEnumerable<string> Cycles(IReadOnlyCollection<SourceFile> files)
    {
        var arrows = Arrows(files);
        foreach (var start in arrows.Keys.Order(StringComparer.Ordinal))
        {
            // The shortest way back, told once: by the first of its namespaces.
            if (WayBack(arrows, start) is { } way && way.Min(StringComparer.Ordinal) == start)
                yield return string.Join(", ", way.Zip([.. way.Skip(1), start], (from, to) => $"{from} needs {to} ({arrows[from][to]})"));
        }
    }

    /// <summary>From, to, and the first file that needs it.</summary>
    private static Dictionary<string, Dictionary<string, string>> Arrows(IReadOnlyCollection<SourceFile> files)
    {
        var typesOf = files.ToLookup(f => NamespaceOf(f.Text), f => LayoutRules.TypesOf(f.Text));
        var known = typesOf.Where(n => n.Key.Length > 0).ToDictionary(n => n.Key, n => n.SelectMany(t => t).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var arrows = known.Keys.ToDictionary(n => n, _ => new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (NamespaceOf(file.Text) is not { Length: > 0 } own)
                continue;
            foreach (var needed in Usings(file.Text, known.Keys).Concat(Around(file.Text, own, known)).Where(n => n != own))
                arrows[own].TryAdd(needed, file.Path);
        }

        return arrows;
    }

    private static IEnumerable<string> Usings(string text, IReadOnlyCollection<string> known)
        => from directive in Using().Matches(text)
           let named = directive.Groups["name"].Value
           let found = known.Where(n => named == n || named.StartsWith(n + ".", StringComparison.Ordinal)).MaxBy(n => n.Length)
           where found is not null
           select found;

    private static IEnumerable<string> Around(string text, string own, Dictionary<string, HashSet<string>> known)
    {
        var words = Word().Matches(Silent().Replace(text, "")).Select(w => w.Value).ToHashSet(StringComparer.Ordinal);
        for (var end = own.LastIndexOf('.'); end > 0; end = own.LastIndexOf('.', end - 1))
        {
            if (known.TryGetValue(own[..end], out var types) && types.Overlaps(words))
                yield return own[..end];
        }
    }

    private static List<string>? WayBack(Dictionary<string, Dictionary<string, string>> arrows, string start)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in arrows[at].Keys.Order(StringComparer.Ordinal))
            {
                if (next == start)
                {
                    List<string> way = [at];
                    while (way[0] != start)
                        way.Insert(0, cameFrom[way[0]]);
                    return way;
                }

                if (cameFrom.TryAdd(next, at))
                    open.Enqueue(next);
            }
        }

        return null;
    }

    private static string NamespaceOf(string text) => Namespace().Match(text).Groups["name"].Value;

    [GeneratedRegex(@"^namespace\s(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using\s(static\s)?(\w+\s=\s)?(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Using();

    /// <summary>A name that nothing qualifies.</summary>
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Word();

    /// <summary>Comments and plain strings, in which a type's name is only a word.</summary>
    [GeneratedRegex("^\\s*//.*$|(?<!\\$)\"(?:[^\"\\\\\n]|\\\\.)*\"", RegexOptions.Multiline)]
    private static partial Regex Silent();
}
