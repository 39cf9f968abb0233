using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;
using Prometheus.States.Regimes;

namespace Prometheus.Scenarios;

/// <summary>What a scenario set is made of. Equal requests over equal data give equal sets, bit for bit.</summary>
public sealed record ScenarioRequest : IConsistentOptions
{
    /// <summary>Unique; the set's id is made from it.</summary>
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ScenarioCategory Category { get; init; } = ScenarioCategory.Historical;

    /// <summary>Sessions of one path, H.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int HorizonDays { get; init; } = 20;

    [Range(1, 1e6, Unit = "paths")]
    public int NumPaths { get; init; } = 500;

    /// <summary>Market ids. A set has one calendar and one currency, hence one market.</summary>
    public required EquatableList<string> Markets { get; init; }

    /// <summary>First date a return may come from; null is the market's first stored session.</summary>
    public DateOnly? BaseDateStart { get; init; }

    /// <summary>Last date a return may come from; null is the market's last loaded session.</summary>
    public DateOnly? BaseDateEnd { get; init; }

    /// <summary>Where filled, every draw (a window, a block, a single day) begins on a day with one of these regime labels.</summary>
    [Words("CRISIS", "RISK_OFF", "CARRY", "NEUTRAL")]
    public EquatableList<string> RegimeFilter { get; init; } = [];

    public ScenarioUniverseFilter UniverseFilter { get; init; } = ScenarioUniverseFilter.All;

    public GeneratorSpec GeneratorSpec { get; init; } = GeneratorSpec.Default;

    [Range(long.MinValue, long.MaxValue)]
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

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (SetId.Trim('_').Length == 0)
            yield return (nameof(Name), $"needs a letter or a digit, found '{Name}'");
        if (Markets.Count != 1)
            yield return (nameof(Markets), $"must name exactly one market, found {(Markets.Count == 0 ? "none" : string.Join(", ", Markets))}");
        if (BaseDateStart is { } start && BaseDateEnd is { } end && end < start)
            yield return (nameof(BaseDateEnd), FormattableString.Invariant($"lies before base_date_start {start:yyyy-MM-dd}, found {end:yyyy-MM-dd}"));
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

/// <summary>Which names of a market a set knows; an empty list takes all, two filled lists take what is in both.</summary>
public sealed record ScenarioUniverseFilter
{
    public static ScenarioUniverseFilter All { get; } = new();

    /// <summary>Sector names, as known at the end of the base window.</summary>
    public EquatableList<string> Sectors { get; init; } = [];

    /// <summary>Instrument ids.</summary>
    public EquatableList<string> Instruments { get; init; } = [];
}

/// <summary>How the paths of a set are drawn from the days of its base window. All keep whole days, so the cross-section stays as it was.</summary>
public enum ScenarioCategory
{
    /// <summary>Runs of consecutive days as they happened, drawn with replacement and equal probability.</summary>
    Historical,

    /// <summary>Single days, independent of each other: the cross-section is kept, what happens from day to day is lost.</summary>
    Bootstrap,

    /// <summary>Single days among the worst ones for the average name, made worse by a factor.</summary>
    Stressed,

    /// <summary>Blocks of consecutive days of random length (Politis and Romano's stationary bootstrap): keeps most of what happens from day to day.</summary>
    BlockBootstrap,
}

/// <summary>Constants of the generators; each category reads its own.</summary>
public sealed record GeneratorSpec
{
    public static GeneratorSpec Default { get; } = new();

    /// <summary>STRESSED draws from the days whose cross-sectional mean return is at or below this quantile of all such days, 0 … 0.5.</summary>
    [Range(0, 0.5, Unit = "fraction of days")]
    public double StressQuantile { get; init; } = 0.1;

    /// <summary>STRESSED multiplies every return by this; a product below −1 is a total loss, −1.</summary>
    [Range(0, 100)]
    public double StressScale { get; init; } = 1.5;

    /// <summary>BLOCK_BOOTSTRAP: mean length of a block in sessions, 1/p of the geometric law. 1 is the same as BOOTSTRAP.</summary>
    [Range(1, 10_000, Unit = "sessions")]
    public double BlockMeanLength { get; init; } = 10;
}
