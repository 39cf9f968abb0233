using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Prometheus.Cli.Hosting;

/// <summary>A command line that cannot be understood: said in one sentence on standard error, so that data streams stay clean.</summary>
internal static class UsageMistake
{
    public static bool IsMade(ParseResult parse) => parse.Action is ParseErrorAction;

    /// <summary>Says what is wrong; a noun without its verb shows the help of the noun.</summary>
    public static int Report(ParseResult parse, RootCommand root, TextWriter error)
    {
        var (command, path) = (parse.CommandResult.Command, PathOf(parse.CommandResult));
        if (parse.UnmatchedTokens.Count > 0)
            error.WriteLine($"error: '{path}' does not know '{parse.UnmatchedTokens[0]}'{Expected(command)}");
        else if (command.Subcommands.Count > 0)
            ShowHelp(root, path, Expected(command), error);
        else
            error.WriteLine($"error: {string.Join("; ", parse.Errors.Select(Sentence).Distinct(StringComparer.Ordinal))} ('{path} --help' shows an example)");
        return ExitCode.BadInput;
    }

    private static void ShowHelp(RootCommand root, string path, string expected, TextWriter error)
    {
        string[] words = [.. path.Split(' ').Skip(1), "--help"];
        root.Parse(words).Invoke(new InvocationConfiguration { Output = error, Error = error });
        error.WriteLine($"error: '{path}' needs a command{expected}");
    }

    private static string Expected(Command command)
        => command.Subcommands.Count == 0 ? "" : $", expected one of {string.Join(", ", command.Subcommands.Select(c => c.Name))}";

    /// <summary>The parser's own sentence, where it is not about types of the runtime.</summary>
    private static string Sentence(ParseError mistake)
    {
        var given = mistake.SymbolResult as OptionResult ?? mistake.SymbolResult?.Parent as OptionResult;
        if (given is { Tokens: [var token, ..] } && KindOf(given.Option.ValueType) is { } kind && mistake.Message.Contains(given.Option.ValueType.ToString(), StringComparison.Ordinal))
            return $"{given.Option.Name} expects {kind}, found '{token.Value}'";
        return mistake.Message.TrimEnd('.');
    }

    private static string? KindOf(Type type)
        => type == typeof(int) || type == typeof(int?) || type == typeof(long) ? "a whole number" : type == typeof(double) ? "a number" : null;

    private static string PathOf(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
            names.Insert(0, command.Command is RootCommand ? "prometheus" : command.Command.Name);
        return string.Join(' ', names);
    }
}
