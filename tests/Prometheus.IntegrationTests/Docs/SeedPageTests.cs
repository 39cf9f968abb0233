using System.Text.RegularExpressions;
using Prometheus.Testing;
using Xunit;

namespace Prometheus.IntegrationTests.Docs;

/// <summary>The pages that set the original workflows' commands beside ours.</summary>
public sealed partial class SeedPageTests
{
    /// <summary>Each in the order in which a reader walks its pages, in one folder.</summary>
    public static readonly string[][] Walks =
    [
        ["docs/seed-000.md", "docs/seed-001.md"],
        [
            "docs/embeddings.md",
            "docs/workflows/dev_workflows_numeric_scenario_embeddings.md",
            "docs/workflows/dev_workflows_joint_stab_fragility.md",
            "docs/workflows/dev_workflows_backtest_and_risk.md",
            "docs/workflows/dev_workflows_context_assessment.md",
            "docs/workflows/dev_workflows_joint_meta_config_env.md",
        ],
    ];

    public static IEnumerable<string> Pages => Walks.SelectMany(w => w);

    /// <summary>Pages that set originals beside ours.</summary>
    public static TheoryData<string> PageNames() => ["docs/seed-000.md", "docs/seed-001.md", "docs/embeddings.md"];

    /// <summary>Flag by flag: only what starts Python became what starts this program.</summary>
    [Theory]
    [MemberData(nameof(PageNames))]
    public void Every_original_script_stands_beside_our_line_of_the_same_flags(string name)
    {
        var page = MarkdownPage.All().Single(p => p.Path == name);
        var ours = page.ShellBlocks.SelectMany(Commands).ToHashSet(StringComparer.Ordinal);

        var originals = page.Blocks("sh").SelectMany(Commands).Where(c => c.StartsWith("python ", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(originals);
        Assert.All(originals, c => Assert.Contains(ours, o => o.StartsWith(Python().Replace(c, "./prometheus script "), StringComparison.Ordinal)));
    }

    /// <summary>What a page shows in C# is compiled: it stands word for word in the examples.</summary>
    [Theory]
    [MemberData(nameof(PageNames))]
    public void Every_line_of_CSharp_is_one_of_the_examples(string name)
    {
        var examples = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "examples", "Prometheus.Examples"), "*.cs").Select(f => Normal(File.ReadAllText(f))).ToArray();

        Assert.All(MarkdownPage.All().Single(p => p.Path == name).Blocks("csharp"), block => Assert.Contains(examples, e => e.Contains(Normal(block), StringComparison.Ordinal)));
    }

    /// <summary>One a line: continued lines joined, comments, redirections, loops' own words and repeated blanks gone.</summary>
    private static IEnumerable<string> Commands(string block)
        => from line in Continued().Replace(block, " ").Split('\n')
           let command = Blanks().Replace(line, " ").Trim()
           where command.StartsWith("python ", StringComparison.Ordinal) || command.StartsWith("./prometheus ", StringComparison.Ordinal)
           select Tail().Replace(command, "");

    private static string Normal(string code) => Blanks().Replace(code.Replace('\n', ' '), " ").Trim();

    [GeneratedRegex(@"^python (-m prometheus\.scripts\.|(prometheus/)?scripts/)")]
    private static partial Regex Python();

    [GeneratedRegex(@"\\\n")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" (\|\||>) .*$")]
    private static partial Regex Tail();
}
