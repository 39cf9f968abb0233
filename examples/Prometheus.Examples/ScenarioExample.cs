using Prometheus.Databases;
using Prometheus.Scenarios;
using Prometheus.Workflows.Scenarios;

namespace Prometheus.Examples;

/// <summary>Draws a scenario set from a stored market; <c>prometheus scenario generate</c> does the same from the command line.</summary>
public static class ScenarioExample
{
    private static readonly DateOnly Start = new(2020, 1, 1);
    private static readonly DateOnly End = new(2024, 12, 31);

    /// <summary>Returns the id of the set, which is made from its name.</summary>
    public static string Generate(DatabasePair databases, TextWriter output)
    {
        var request = new ScenarioRequest
        {
            Name = "US_EQ_HIST_20D_2020ON",
            Description = "20d historical windows for US_EQ from 2020 onwards",
            Category = ScenarioCategory.Historical,
            HorizonDays = 20,
            NumPaths = 500,
            Markets = ["US_EQ"],
            BaseDateStart = Start,
            BaseDateEnd = End,
        };

        var done = GenerateScenarios.Execute(databases, request);
        output.WriteLine($"created scenario_set_id= {done.ScenarioSetId}");

        // The set is at hand as well: what an equal-weight book of all its names would have lost on its worst paths.
        var names = done.Set.Instruments.Ids;
        var weights = Enumerable.Repeat(1.0 / names.Length, names.Length).ToArray();
        var risk = ScenarioRisk.Of(names, weights, done.Set);
        output.WriteLine(FormattableString.Invariant($"equal weights over {names.Length} names: ES 95 % {risk.Es95:P2}, {risk.Coverage:P0} of weight present"));
        return done.ScenarioSetId;
    }
}
