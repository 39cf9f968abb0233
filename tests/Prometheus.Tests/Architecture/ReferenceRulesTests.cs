using Xunit;

namespace Prometheus.Tests.Architecture;

public sealed class ReferenceRulesTests
{
    [Fact]
    public void Rooms_reference_only_what_the_table_allows()
    {
        Assert.Contains("Prometheus.Core", Checkout.Rooms);
        Assert.Empty(Checkout.Rooms.SelectMany(room => ReferenceRules.Violations(room, File.ReadAllText(Checkout.ProjectPath(room)))));
    }

    [Fact]
    public void Walls_do_not_leak_transitively()
        => Assert.Contains(
            "<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>",
            File.ReadAllText(Path.Combine(Checkout.Root, "Directory.Build.props")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Prometheus.States", """<ProjectReference Include="../Prometheus.Databases/Prometheus.Databases.csproj" />""", "Prometheus.States may not reference Prometheus.Databases")]
    [InlineData("Prometheus.Core", """<ProjectReference Include="../Prometheus.States/Prometheus.States.csproj" />""", "Prometheus.Core may not reference Prometheus.States")]
    [InlineData("Prometheus.Portfolio", """<PackageReference Include="Npgsql" />""", "Prometheus.Portfolio is pure and may not reference the package Npgsql")]
    [InlineData("Prometheus.Attic", "", "Prometheus.Attic is no room of the architecture table")]
    public void A_wrong_reference_is_named(string project, string item, string sentence)
        => Assert.Contains(sentence, ReferenceRules.Violations(project, $"""<Project><ItemGroup>{item}</ItemGroup><Import Project="../PureRoom.props" /></Project>"""));

    [Fact]
    public void A_pure_room_without_its_wall_is_named()
        => Assert.Equal(["Prometheus.Backtest is pure and must import ../PureRoom.props"], ReferenceRules.Violations("Prometheus.Backtest", "<Project />"));
}
