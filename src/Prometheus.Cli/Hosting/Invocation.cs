using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;

namespace Prometheus.Cli.Hosting;

/// <summary>One run of one command: its parsed values and where its results go.</summary>
internal sealed class Invocation(CommandHost host, ParseResult parse)
{
    public CommandHost Host { get; } = host;

    public CancellationToken Cancellation => Host.Cancellation;

    public DatabaseSettings Settings => Host.Settings(parse);

    /// <summary>A seed script prints CSV always; otherwise <c>--format</c>, then what stands behind standard output.</summary>
    public OutputFormat Format => FormatOr(Console.IsOutputRedirected ? OutputFormat.Csv : OutputFormat.Table);

    /// <summary>The same with another choice where the user made none.</summary>
    public OutputFormat FormatOr(OutputFormat otherwise) => Host.CsvOnly ? OutputFormat.Csv : parse.GetValue(Host.Global.Format) ?? otherwise;

    public T Get<T>(Option<T> option) => parse.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => parse.GetValue(argument)!;

    public int Workers(Option<int?> option) => Get(option) ?? Environment.ProcessorCount;

    /// <summary>Prints a result, which ends the command well.</summary>
    public int Print(Table table)
    {
        Host.Print(table, Format);
        return ExitCode.Done;
    }

    /// <summary>A line for a person, on standard error so that data stays clean.</summary>
    public void Say(string line) => Host.Error.WriteLine(line);

    /// <exception cref="UserError">End before start.</exception>
    public (DateOnly Start, DateOnly End) Range(Option<DateOnly> start, Option<DateOnly> end)
    {
        var (from, to) = (Get(start), Get(end));
        return to >= from ? (from, to) : throw new UserError($"--end {to:yyyy-MM-dd} lies before --start {from:yyyy-MM-dd}");
    }
}
