using System.Text.RegularExpressions;
using Xunit;

namespace Prometheus.Tests.Architecture;

/// <summary>docs/extending.md names the files to touch; a file that moved or went takes its line along.</summary>
public sealed partial class ExtendingPageTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "docs");

    private static readonly string Page = File.ReadAllText(Path.Combine(Folder, "extending.md"));

    [Fact]
    public void Every_file_of_the_page_exists()
        => Assert.Empty(
            from link in Link().Matches(Page)
            let target = link.Groups["target"].Value
            let path = Path.GetFullPath(Path.Combine(Folder, target))
            where !File.Exists(path) && !Directory.Exists(path)
            select target);

    [Fact]
    public void Every_file_is_called_by_its_name()
        => Assert.Empty(
            from link in Link().Matches(Page)
            where link.Groups["text"].Value != link.Groups["target"].Value.Split('/')[^1]
            select link.Value);

    [Theory]
    [InlineData("A state")]
    [InlineData("A metric")]
    [InlineData("A layout of prices")]
    [InlineData("A verb")]
    [InlineData("A table")]
    public void Every_section_lists_files(string title)
    {
        var start = Page.IndexOf($"\n## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"no section '{title}'");
        var end = Page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        Assert.InRange(Page[start..(end < 0 ? Page.Length : end)].Split('\n').Count(line => line.StartsWith("| [", StringComparison.Ordinal)), 2, 8);
    }

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\((?<target>[^)#]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
