using Xunit;

namespace Prometheus.Tests.Architecture;

public sealed class LayoutRulesTests
{
    [Fact]
    public void Every_source_file_keeps_the_layout()
    {
        var files = Checkout.SourceFiles().ToList();
        Assert.True(files.Count > 20, $"only {files.Count} source files were found below {Checkout.Root}/src");
        Assert.Empty(files.SelectMany(LayoutRules.Violations));
    }

    [Fact]
    public void Every_file_names_what_it_uses_in_order()
    {
        var files = new[] { "src", "tests", "examples", "bench" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Checkout.Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));
        Assert.Empty(files.Where(f => !LayoutRules.HasOrderedUsings(File.ReadAllText(f))));
    }

    [Theory]
    [InlineData("using System;\nusing System.Text;\nusing Dapper;\nusing Prometheus.Core;\n", true)]
    [InlineData("using Dapper;\nusing System.Text;\n", false)]
    [InlineData("using System.Text;\nusing System.IO;\n", false)]
    public void What_a_file_uses_is_in_order_or_not(string usings, bool isOrdered) => Assert.Equal(isOrdered, LayoutRules.HasOrderedUsings(usings));

    [Theory]
    [InlineData("public sealed record Panel(int A);", "public readonly ref struct Prefix { }", "Core/Panels/Panel.cs declares Prefix beside Panel, which never uses it")]
    [InlineData("public enum Kind { Full }", "", "Core/Panels/Panel.cs declares Kind: a file is named after its type")]
    [InlineData("internal static partial class Kernel", "{ }", "Core/Panels/Panel.cs declares Kernel: a file is named after its type")]
    [InlineData("public delegate double Distance(double a);", "", "Core/Panels/Panel.cs declares Distance: a file is named after its type")]
    public void A_misplaced_type_is_named(string first, string second, string sentence)
        => Assert.Contains(sentence, LayoutRules.Violations(new SourceFile("Core/Panels/Panel.cs", $"namespace Core.Panels;\n\n{first}\n\n{second}\n")));

    [Fact]
    public void Types_may_stand_beside_their_user()
        => Assert.Empty(LayoutRules.Violations(new SourceFile(
            "Core/Panels/Panel.cs",
            "namespace Core.Panels;\n\npublic sealed class Panel\n{\n    public Cut? Last { get; }\n}\n\npublic sealed record Cut(Side Of);\n\npublic enum Side\n{\n    Left,\n}\n")));

    [Fact]
    public void A_namespace_that_is_not_its_folder_is_named()
        => Assert.Equal(
            ["Core/Panels/Panel.cs has the namespace 'Core.Time', expected 'Core.Panels'"],
            LayoutRules.Violations(new SourceFile("Core/Panels/Panel.cs", "namespace Core.Time;\n\npublic sealed class Panel\n{\n}\n")));

    [Fact]
    public void A_file_that_outgrew_its_reader_is_named()
        => Assert.Equal(
            ["Core/Program.cs has 451 lines, more than 450"],
            LayoutRules.Violations(new SourceFile("Core/Program.cs", string.Concat(Enumerable.Repeat("//\n", 451)))));
}
