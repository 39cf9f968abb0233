using Xunit;

namespace Prometheus.Tests.Architecture;

public sealed class PurityRulesTests
{
    public static TheoryData<string> PureRooms => [.. Checkout.PureRooms.Intersect(Checkout.Rooms, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(PureRooms))]
    public void A_pure_room_touches_nothing_banned(string room)
        => Assert.Empty(PurityRules.Violations(Checkout.AssemblyPath(room)));

    /// <summary>This test assembly is as impure as they come: it reads files, waits on tasks, asks the clock.</summary>
    [Theory]
    [InlineData("Prometheus.Tests touches System.IO.File")]
    [InlineData("Prometheus.Tests touches System.DateTime::get_UtcNow")]
    [InlineData("Prometheus.Tests touches System.Random")]
    [InlineData("Prometheus.Tests touches System.Threading.Tasks.Task`1")]
    [InlineData("Prometheus.Tests touches System.Guid::NewGuid")]
    [InlineData("Prometheus.Tests touches System.Math::Exp")]
    [InlineData("Prometheus.Tests references the assembly xunit.core")]
    public void An_impure_assembly_is_named(string sentence)
        => Assert.Contains(sentence, PurityRules.Violations(typeof(PurityRulesTests).Assembly.Location));
}
