using System.CommandLine.Parsing;
using System.Globalization;
using Prometheus.Jobs;

namespace Prometheus.Cli.Hosting;

/// <summary>Options that many commands spell alike.</summary>
internal static class CommonOptions
{
    public static Option<DateOnly> Start(bool required = true) => Date("--start", "first date, inclusive (yyyy-MM-dd)", required);

    public static Option<DateOnly> End(bool required = true) => Date("--end", "last date, inclusive (yyyy-MM-dd)", required);

    public static Option<string> Market() => new("--market") { Description = "market id", DefaultValueFactory = _ => "US_EQ", HelpName = "id" };

    /// <summary>The default is the machine's, so the help does not print it; <see cref="Invocation.Workers"/> knows it.</summary>
    public static Option<int?> Workers() => DeclaredOption.Of<JobOptions, int?>(nameof(JobOptions.Workers), "--max-workers", "threads [all cores]", "n");

    public static Option<bool> Force() => new("--force") { Description = "recompute what is already there" };

    public static Option<DateOnly> Date(string name, string description, bool required) => new(name)
    {
        Description = description,
        Required = required,
        HelpName = "date",
        CustomParser = given => Parse(name, given),
    };

    /// <summary>A date that need not be given: null then.</summary>
    public static Option<DateOnly?> OptionalDate(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "date",
        CustomParser = given => Parse(name, given),
    };

    private static DateOnly Parse(string name, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        result.AddError($"{name} expects a date yyyy-MM-dd, found '{text}'");
        return default;
    }

    /// <summary>A numeric model whose vectors an engine looks at.</summary>
    public static Option<string?> Features() => new("--features") { Description = "numeric model whose vectors count too, e.g. num-regime-core-v1 [none]", HelpName = "model" };
}
