using System.CommandLine.Parsing;
using Prometheus.Cli.Output;
using Prometheus.Databases;

namespace Prometheus.Cli.Hosting;

/// <summary>Options every level knows.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Home { get; } = new("--home") { Description = "folder of the embedded databases [env PROMETHEUS_HOME, ./prometheus-data]", Recursive = true, HelpName = "folder" };

    public Option<string?> Historical { get; } = new("--historical-db") { Description = "PostgreSQL address of the historical database [env PROMETHEUS_HISTORICAL]", Recursive = true, HelpName = "address" };

    public Option<string?> Runtime { get; } = new("--runtime-db") { Description = "PostgreSQL address of the runtime database [env PROMETHEUS_RUNTIME]", Recursive = true, HelpName = "address" };

    public Option<OutputFormat?> Format { get; } = new("--format")
    {
        Description = "how results are printed [table on a terminal, csv into a pipe]",
        Recursive = true,
        HelpName = "csv|json|table",
        CustomParser = ReadFormat,
    };

    public IEnumerable<Option> All => [Home, Historical, Runtime, Format];

    public Dictionary<string, string> Flags(ParseResult parse)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(DatabaseSettings.HomeKey, parse.GetValue(Home));
        Add(DatabaseSettings.HistoricalKey, parse.GetValue(Historical));
        Add(DatabaseSettings.RuntimeKey, parse.GetValue(Runtime));
        return flags;

        void Add(string key, string? value)
        {
            if (value is not null)
                flags[key] = value;
        }
    }

    private static OutputFormat? ReadFormat(ArgumentResult given)
    {
        switch (given.Tokens[0].Value.ToLowerInvariant())
        {
            case "csv":
                return OutputFormat.Csv;
            case "json":
                return OutputFormat.Json;
            case "table":
                return OutputFormat.Table;
            default:
                given.AddError($"--format expects csv, json or table, found '{given.Tokens[0].Value}'");
                return null;
        }
    }
}
