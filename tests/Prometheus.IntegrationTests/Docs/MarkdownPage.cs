using System.Text.RegularExpressions;
using Prometheus.Testing;

namespace Prometheus.IntegrationTests.Docs;

/// <summary>A page of the checkout: its shell blocks and the files it names.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string path)
    {
        Path = path;
        Text = File.ReadAllText(System.IO.Path.Combine(SourceTree.Root, path));
    }

    /// <summary>Below the checkout's root.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>What stands in fences marked <c>bash</c>.</summary>
    public IReadOnlyList<string> ShellBlocks => Blocks("bash");

    /// <summary>Fences that hold this program's command lines without being marked, so that nobody would run them.</summary>
    public IReadOnlyList<string> UnmarkedCommands
        => [.. AnyFence().Matches(Text).Where(m => m.Groups["language"].Value != "bash" && m.Groups["content"].Value.Contains("./prometheus ", StringComparison.Ordinal)).Select(m => m.Value)];

    /// <summary>Links into the checkout and paths in backticks, below its root.</summary>
    public IReadOnlyList<string> NamedFiles
    {
        get
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            var links = Link().Matches(Text).Select(m => m.Groups["target"].Value.Split('#')[0]).Where(t => t.Length > 0 && !t.Contains("://", StringComparison.Ordinal))
                .Select(t => System.IO.Path.Combine(folder, t));
            var paths = Quoted().Matches(Text).Select(m => m.Groups["path"].Value);
            return [.. links.Concat(paths).Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>What stands in fences of one language.</summary>
    public IReadOnlyList<string> Blocks(string language)
        => [.. AnyFence().Matches(Text).Where(m => m.Groups["language"].Value == language).Select(m => m.Groups["content"].Value.Trim())];

    /// <summary>Every page a reader is led to.</summary>
    public static IReadOnlyList<MarkdownPage> All()
    {
        var pages = new List<string> { "README.md", "ARCHITECTURE.md", "CHANGELOG.md" };
        foreach (var folder in new[] { "docs", "examples" })
        {
            pages.AddRange(Directory.EnumerateFiles(System.IO.Path.Combine(SourceTree.Root, folder), "*.md", SearchOption.AllDirectories)
                .Select(f => System.IO.Path.GetRelativePath(SourceTree.Root, f)).Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal)));
        }

        return [.. pages.Order(StringComparer.Ordinal).Select(p => new MarkdownPage(p))];
    }

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex AnyFence();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`(?<path>(src|tests|bench|examples|docs)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex Quoted();
}
