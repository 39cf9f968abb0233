using System.Text.Json;
using Prometheus.Core.Identity;
using Prometheus.Scenarios;

namespace Prometheus.Stores.Scenarios;

/// <summary>What <c>scenario_sets</c> says of a set.</summary>
public sealed record ScenarioSetRow
{
    public string ScenarioSetId { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string Category { get; init; } = "";

    public int HorizonDays { get; init; }

    public int NumPaths { get; init; }

    public string Markets { get; init; } = "[]";

    public string BaseUniverseFilter { get; init; } = "{}";

    public DateOnly? BaseDateStart { get; init; }

    public DateOnly? BaseDateEnd { get; init; }

    public string RegimeFilter { get; init; } = "[]";

    public string GeneratorSpec { get; init; } = "{}";

    public long Seed { get; init; }

    public string Status { get; init; } = "";

    public DateOnly MaxDataDate { get; init; }

    public string ContentHash { get; init; } = "";

    /// <summary>The request the set was made from.</summary>
    public ScenarioRequest Request() => new()
    {
        Name = Name,
        Description = Description ?? "",
        Category = ScenarioRequest.CategoryOf(Category),
        HorizonDays = HorizonDays,
        NumPaths = NumPaths,
        Markets = Parse<EquatableList<string>>(Markets),
        BaseDateStart = BaseDateStart,
        BaseDateEnd = BaseDateEnd,
        RegimeFilter = Parse<EquatableList<string>>(RegimeFilter),
        UniverseFilter = Parse<ScenarioUniverseFilter>(BaseUniverseFilter),
        GeneratorSpec = Parse<GeneratorSpec>(GeneratorSpec),
        Seed = Seed,
    };

    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, CanonicalJson.Options)!;
}
