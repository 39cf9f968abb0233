using Prometheus.Backtest.Strategies;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Artefacts;

namespace Prometheus.Cli.Hosting;

/// <summary>What every command stands on: streams, the options every level knows, the two databases, and how a result is printed.</summary>
internal sealed class CommandHost
{
    private readonly Dictionary<Command, string> _examples;

    public CommandHost(TextWriter output, TextWriter error, CancellationToken cancellation)
        : this(output, error, new GlobalOptions(), [], csvOnly: false, cancellation)
    {
    }

    private CommandHost(
        TextWriter output, TextWriter error, GlobalOptions global, Dictionary<Command, string> examples, bool csvOnly, CancellationToken cancellation)
    {
        (Output, Error, Cancellation, Global, _examples, CsvOnly) = (output, error, cancellation, global, examples, csvOnly);
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public CancellationToken Cancellation { get; }

    public GlobalOptions Global { get; }

    /// <summary>Not null where a remembered command is given again.</summary>
    public Replay? Replay { get; init; }

    /// <summary>Strategies besides the house's, of the program that runs the commands.</summary>
    public IReadOnlyList<StrategyDefinition> Strategies { get; init; } = [];

    /// <summary>A seed script prints CSV always.</summary>
    public bool CsvOnly { get; }

    /// <summary>How a command line begins: under its noun, or as a script of the seeds.</summary>
    public string Line(string noun, string name) => $"prometheus {(CsvOnly ? "script" : noun)} {name}";

    /// <summary>The runnable example of each command, printed below its help.</summary>
    public IReadOnlyDictionary<Command, string> Examples => _examples;

    /// <summary>A command on the two databases.</summary>
    public Command Command(string name, string summary, string example, IEnumerable<Symbol> symbols, Func<Invocation, DatabasePair, int> action)
        => Command(name, summary, example, symbols, call =>
        {
            using var databases = new DatabasePair(call.Settings);
            return action(call, databases);
        });

    /// <summary>A command with its help, its runnable example and its action.</summary>
    /// <param name="recordedAs">Under which words and in whose databases it is remembered what it made; null for its own.</param>
    public Command Command(
        string name, string summary, string example, IEnumerable<Symbol> symbols, Func<Invocation, int> action, Func<Invocation, (IReadOnlyList<string> Words, DatabaseSettings Settings)>? recordedAs = null)
    {
        var command = new Command(name, summary);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
                command.Add(option);
            else
                command.Add((Argument)symbol);
        }

        _examples[command] = example;
        command.SetAction(parse =>
        {
            var call = new Invocation(this, parse);
            var (words, settings) = recordedAs?.Invoke(call) ?? (CommandWords.Of(parse, Global, call.Settings), call.Settings);
            return Recorded(words, settings, () => action(call));
        });
        return command;
    }

    /// <summary>Remembers what the command made, where it made something and ended well.</summary>
    private int Recorded(IReadOnlyList<string> words, DatabaseSettings settings, Func<int> action)
    {
        var code = ExitCode.Done;
        var work = new RecordedWork(settings, Replay?.Command ?? words) { IsAgain = Replay is not null, MayReplace = Replay is { } replay ? replay.MayReplace : null };
        work.Run(
            () =>
            {
                code = action();
                return code is ExitCode.Done or ExitCode.Partial;
            },
            Cancellation);
        Replay?.Made.AddRange(work.Made);
        return code;
    }

    /// <summary>The same host for commands that print CSV whatever stands behind standard output.</summary>
    public CommandHost PrintingCsvOnly() => new(Output, Error, Global, _examples, csvOnly: true, Cancellation) { Strategies = Strategies, Replay = Replay };

    /// <summary>A command group: a noun with its verbs.</summary>
    public static Command Group(string name, string summary, params Command[] verbs)
    {
        var group = new Command(name, summary);
        foreach (var verb in verbs)
            group.Add(verb);
        return group;
    }

    /// <summary>Prints a result as the user asked: a table on a terminal, CSV into a pipe, unless <c>--format</c> says otherwise.</summary>
    public void Print(Table table, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                Output.Write(JsonText.Render(table));
                break;
            case OutputFormat.Table:
                TerminalTable.Print(table, Output);
                break;
            default:
                Output.Write(CsvText.Render(table));
                break;
        }
    }

    /// <summary>Settings from flags, then environment, then <c>.env</c> of the working folder.</summary>
    public DatabaseSettings Settings(ParseResult parse)
        => DatabaseSettings.Resolve(Global.Flags(parse), EnvironmentSource.Variables(), EnvironmentSource.DotEnv());
}
