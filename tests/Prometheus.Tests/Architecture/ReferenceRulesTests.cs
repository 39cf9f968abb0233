using Xunit;

namespace Prometheus.Tests.Architecture;

public sealed class ReferenceRulesTests
{
    [Fact]
    public void Rooms_reference_what_the_table_of_the_architecture_says()
    {
        Assert.Contains("Prometheus.Core", Checkout.Rooms);
        Assert.Empty(Checkout.Rooms.SelectMany(room => ReferenceRules.Violations(room, File.ReadAllText(Checkout.ProjectPath(room)))));
    }

    /// <summary>Of rooms, executables, tests, benchmarks and examples: all that were built beside this test.</summary>
    [Fact]
    public void Every_reference_between_projects_is_used()
    {
        var built = Checkout.Projects.Select(p => (Path: p, Assembly: Checkout.OutputOf(p))).Where(p => File.Exists(p.Assembly)).ToArray();
        Assert.All(["Prometheus.Cli", "Prometheus.Tests", "Prometheus.Testing", "Prometheus.Examples"], name => Assert.Contains(built, p => Path.GetFileNameWithoutExtension(p.Path) == name));
        Assert.Empty(built.SelectMany(p => ReferenceRules.Unused(Path.GetFileNameWithoutExtension(p.Path), File.ReadAllText(p.Path), p.Assembly)));
    }

    [Fact]
    public void A_reference_that_nothing_uses_is_named()
        => Assert.Equal(
            ["Prometheus.Core references Prometheus.Meta and uses nothing of it"],
            ReferenceRules.Unused(
                "Prometheus.Core",
                Project("""<ProjectReference Include="../Prometheus.Meta/Prometheus.Meta.csproj" />"""),
                Checkout.AssemblyPath("Prometheus.Core")));

    [Fact]
    public void Walls_do_not_leak_transitively()
        => Assert.Contains(
            "<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>",
            File.ReadAllText(Path.Combine(Checkout.Root, "Directory.Build.props")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Prometheus.States", "Stores", "Prometheus.States is pure and may not reference Prometheus.Stores")]
    [InlineData("Prometheus.Core", "States", "Prometheus.Core references Prometheus.States, which the table in ARCHITECTURE.md does not say")]
    [InlineData("Prometheus.Jobs", "Stores", "Prometheus.Jobs references Prometheus.Stores, which the table in ARCHITECTURE.md does not say")]
    [InlineData("Prometheus.Jobs", "Core", "Prometheus.Jobs does not reference Prometheus.Databases, which the table in ARCHITECTURE.md says")]
    [InlineData("Prometheus.Attic", "Core", "Prometheus.Attic is no room of the table in ARCHITECTURE.md")]
    public void A_wrong_reference_is_named(string project, string target, string sentence)
        => Assert.Contains(sentence, ReferenceRules.Violations(project, Project($"""<ProjectReference Include="../Prometheus.{target}/Prometheus.{target}.csproj" />""")));

    [Fact]
    public void A_package_in_a_pure_room_is_named()
        => Assert.Contains(
            "Prometheus.Portfolio is pure and may not reference the package Npgsql",
            ReferenceRules.Violations("Prometheus.Portfolio", Project("""<PackageReference Include="Npgsql" />""")));

    [Fact]
    public void A_pure_room_without_its_wall_is_named()
        => Assert.Equal(["Prometheus.Core is pure and must import ../PureRoom.props"], ReferenceRules.Violations("Prometheus.Core", "<Project />"));

    private static string Project(string item) => $"""<Project><ItemGroup>{item}</ItemGroup><Import Project="../PureRoom.props" /></Project>""";
}
