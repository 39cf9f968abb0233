using System.Globalization;
using Prometheus.IntegrationTests.Data;
using Prometheus.States.Declarations;
using Prometheus.Testing;
using Prometheus.Workflows.States;
using Xunit;

namespace Prometheus.IntegrationTests.Docs;

/// <summary>The table of <c>docs/states.md</c> is what the declarations say.</summary>
public sealed class StatesPageTests
{
    [Fact]
    public void The_table_of_states_is_that_of_the_catalogue()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "states.md"));
        const string begin = "<!-- states -->\n", end = "<!-- /states -->";
        var (head, tail) = (page[..(page.IndexOf(begin, StringComparison.Ordinal) + begin.Length)], page[page.IndexOf(end, StringComparison.Ordinal)..]);
        ApprovedText.Equal("docs/states.md", $"{head}{Table()}\n{tail}");
    }

    [Fact]
    public void Every_kind_is_declared_once_and_every_table_is_in_the_schema()
    {
        Assert.Equal(StateCatalog.All.Count, StateCatalog.All.Select(s => s.Kind).Distinct(StringComparer.Ordinal).Count());
        using var world = new StoreWorld(Prometheus.Databases.DatabaseEngine.Sqlite);
        foreach (var table in StateCatalog.All.Select(s => s.Table).OfType<string>())
        {
            Assert.Contains(
                new[] { world.Pair.Historical, world.Pair.Runtime },
                d => d.Query<string>("SELECT name FROM sqlite_master WHERE name = @table", new { table }).Count == 1);
        }
    }

    private static string Table() => string.Join(
        '\n',
        StateCatalog.All.Select(Row).Prepend("|---|---|---|---|---|---|").Prepend("| state | model | reads | needs | table | command |"));

    private static string Row(StateDefinition state)
    {
        var usual = state.Usual;
        var market = state is PiecewiseDefinition { Reads: null } ? [] : usual.OwnReads.ToString().Split(", ").Where(r => r != "TotalReturns").Select(Words).Prepend("returns");
        var reads = string.Join(", ", market.Concat(state.StoredReads.Select(t => $"`{t}`")));
        var needs = string.Join(", ", usual.Needs.Select(n => n.Definition.Kind).Distinct(StringComparer.Ordinal));
        return $"| {state.Kind} | `{state.ModelId}` | {reads} | {needs} | {Code(state.Table)} | {Code(state.Command)} |";
    }

    private static string Code(string? text) => text is null ? "" : $"`{text}`";

    private static string Words(string part) => string.Concat(part.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLower(c, CultureInfo.InvariantCulture) : char.ToLower(c, CultureInfo.InvariantCulture).ToString()));
}
