using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.States.Regimes;

namespace Prometheus.Scenarios;

/// <summary>What a scenario set is made of. Equal requests over equal data give equal sets, bit for bit.</summary>
public sealed record ScenarioRequest
{
    /// <summary>Unique; the set's id is made from it.</summary>
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ScenarioCategory Category { get; init; } = ScenarioCategory.Historical;

    /// <summary>Sessions of one path, H.</summary>
    public int HorizonDays { get; init; } = 20;

    public int NumPaths { get; init; } = 500;

    /// <summary>Market ids. A set has one calendar and one currency, hence one market.</summary>
    public required EquatableList<string> Markets { get; init; }

    /// <summary>First date a return may come from; null is the market's first stored session.</summary>
    public DateOnly? BaseDateStart { get; init; }

    /// <summary>Last date a return may come from; null is the market's last loaded session.</summary>
    public DateOnly? BaseDateEnd { get; init; }

    /// <summary>Where filled, every draw (a window, a block, a single day) begins on a day with one of these regime labels.</summary>
    public EquatableList<string> RegimeFilter { get; init; } = [];

    public ScenarioUniverseFilter UniverseFilter { get; init; } = ScenarioUniverseFilter.All;

    public GeneratorSpec GeneratorSpec { get; init; } = GeneratorSpec.Default;

    public long Seed { get; init; }

    /// <summary>
    /// The id of the set: its name with every run of characters other than letters, digits, '.', '_' and '-' as one '_'.
    /// </summary>
    [JsonIgnore]
    public string SetId => Slug(Name);

    /// <summary>The category of that name, in the seeds' spelling.</summary>
    /// <exception cref="UserError">There is no such generator.</exception>
    public static ScenarioCategory CategoryOf(string name)
    {
        var categories = Enum.GetValues<ScenarioCategory>();
        foreach (var category in categories)
        {
            if (string.Equals(NameOf(category), name.Trim(), StringComparison.OrdinalIgnoreCase))
                return category;
        }

        throw new UserError($"scenario category '{name}' has no generator, expected one of {string.Join(", ", categories.Select(NameOf))}");
    }

    public static string NameOf(ScenarioCategory category) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(category.ToString());

    /// <exception cref="UserError">A field that no set can be made from.</exception>
    public void Validate()
    {
        Guard.NotBlank(Name, "scenario set name");
        if (SetId.Trim('_').Length == 0)
            throw new UserError($"scenario set name '{Name}' needs a letter or a digit");
        Guard.AtLeast(HorizonDays, 1, "horizon days");
        Guard.AtLeast(NumPaths, 1, "number of paths");
        if (Markets.Count != 1)
            throw new UserError($"scenario set '{Name}' needs exactly one market, found {(Markets.Count == 0 ? "none" : string.Join(", ", Markets))}");
        if (BaseDateStart is { } start && BaseDateEnd is { } end && end < start)
            throw new UserError(FormattableString.Invariant($"the base window of '{Name}' ends on {end:yyyy-MM-dd}, before its start {start:yyyy-MM-dd}"));
        RegimeLabels();
        GeneratorSpec.Validate();
    }

    /// <exception cref="UserError">A name that is no regime label.</exception>
    internal RegimeLabel[] RegimeLabels()
    {
        var labels = Enum.GetValues<RegimeLabel>();
        var names = labels.Select(label => JsonNamingPolicy.SnakeCaseUpper.ConvertName(label.ToString())).ToArray();
        return RegimeFilter.Select(name => Array.IndexOf(names, name) is var k and >= 0
            ? labels[k]
            : throw new UserError($"regime filter '{name}' of scenario set '{Name}' is no regime, expected {string.Join(", ", names)}")).ToArray();
    }

    private static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.Trim())
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
                slug.Append(c);
            else if (slug.Length == 0 || slug[^1] != '_')
                slug.Append('_');
        }

        return slug.ToString();
    }
}
