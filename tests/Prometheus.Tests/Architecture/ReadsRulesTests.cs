using System.Text.RegularExpressions;
using Prometheus.States.Declarations;
using Prometheus.Workflows.States;
using Xunit;

namespace Prometheus.Tests.Architecture;

/// <summary>What a workflow loads of a market follows from what states and computations declare that they read.</summary>
public sealed partial class ReadsRulesTests
{
    [Fact]
    public void No_workflow_lists_by_hand_what_it_loads() => Assert.Empty(Checkout.SourceFiles().SelectMany(HandLists));

    [Fact]
    public void A_list_by_hand_is_named()
        => Assert.Equal(
            ["Prometheus.Workflows/Attic/Load.cs:2 lists what it loads by hand: name the declared Reads of a state or a computation"],
            HandLists(new SourceFile("Prometheus.Workflows/Attic/Load.cs", "    private const MarketReads Reads = MarketReads.Members;\nvar reads = MarketReads.Members | Other.Reads;")));

    [Fact]
    public void Every_declared_state_with_a_table_is_in_the_catalogue()
    {
        var declared = from assembly in Checkout.Assemblies
                       from type in assembly.GetTypes()
                       where !type.ContainsGenericParameters
                       from property in type.GetProperties(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
                       where property.PropertyType.IsAssignableTo(typeof(StateDefinition))
                       select (StateDefinition)property.GetValue(null)!;
        var states = declared.Where(s => s.Table is not null).ToArray();
        Assert.True(states.Length > 20, $"found {states.Length} declarations");
        Assert.Empty(states.Except(StateCatalog.All).Select(s => s.Kind));
    }

    /// <summary>A computation that lives in a workflow says once, as its <c>Reads</c>, what it reads; the declarations of vectors are such lists themselves.</summary>
    private static IEnumerable<string> HandLists(SourceFile file)
    {
        if (!file.Path.StartsWith("Prometheus.Workflows/", StringComparison.Ordinal)
            || file.Path.StartsWith("Prometheus.Workflows/MarketLoading/", StringComparison.Ordinal)
            || file.Path == "Prometheus.Workflows/States/VectorStates.cs")
        {
            return [];
        }

        return from line in file.Text.Split('\n').Select((text, at) => (Text: text, Number: at + 1))
               where line.Text.Contains("MarketReads.", StringComparison.Ordinal) && !OwnReads().IsMatch(line.Text)
               select $"{file.Path}:{line.Number} lists what it loads by hand: name the declared Reads of a state or a computation";
    }

    [GeneratedRegex(@"^\s*private const MarketReads Reads = ")]
    private static partial Regex OwnReads();
}
