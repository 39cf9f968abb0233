using System.CommandLine.Parsing;
using Prometheus.Databases;
using Prometheus.Workflows.Artefacts;

namespace Prometheus.Cli.Hosting;

/// <summary>
/// A command line as it is remembered: verbs and what the user chose, so that it can be given again anywhere. Where databases live, addresses,
/// threads and how results are printed are no part of it, and files are named relative to the home folder.
/// </summary>
internal static class CommandWords
{
    /// <summary>Begins a word that names a file below, beside or above the home folder.</summary>
    private const string HomeMark = "{home}/";

    /// <summary>Not a file although it stands where one may stand.</summary>
    private const string Off = "off";

    private static readonly string[] LeftOut = ["--max-workers", "--force", "--replace", "--url"];

    public static IReadOnlyList<string> Of(ParseResult parse, GlobalOptions global, DatabaseSettings settings)
    {
        var words = new List<string>();
        for (SymbolResult? level = parse.CommandResult; level is CommandResult command && command.Parent is not null; level = level.Parent)
            words.Insert(0, command.IdentifierToken.Value);
        foreach (var argument in parse.CommandResult.Children.OfType<ArgumentResult>())
            words.AddRange(argument.Tokens.Select(t => IsPath(argument.Argument.Name) ? Relative(settings, t.Value) : t.Value));
        foreach (var option in parse.CommandResult.Command.Options.Where(o => !LeftOut.Contains(o.Name, StringComparer.Ordinal) && !global.All.Contains(o)).OrderBy(o => o.Name, StringComparer.Ordinal))
            words.AddRange(WordsOf(parse, option, settings));
        return words;
    }

    /// <summary>The arguments that give a remembered command again, on the same databases.</summary>
    public static string[] Arguments(IReadOnlyList<string> words, DatabaseSettings settings)
    {
        var arguments = words.Select(w => Absolute(w, settings)).ToList();
        arguments.AddRange(["--home", settings.Home]);
        if (settings.Historical is { } historical)
            arguments.AddRange(["--historical-db", historical]);
        if (settings.Runtime is { } runtime)
            arguments.AddRange(["--runtime-db", runtime]);
        return [.. arguments];
    }

    /// <summary>A line for a shell.</summary>
    public static string Line(IReadOnlyList<string> words, DatabaseSettings settings)
        => "prometheus " + string.Join(' ', words.Select(w => Quoted(w.StartsWith(HomeMark, StringComparison.Ordinal) ? Path.GetRelativePath(Directory.GetCurrentDirectory(), Absolute(w, settings)) : w)));

    /// <summary>As a shell takes it for one word.</summary>
    public static string Quoted(string word)
        => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '=' or ',' or '+') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static IEnumerable<string> WordsOf(ParseResult parse, Option option, DatabaseSettings settings)
    {
        var given = parse.GetResult(option);
        var isPath = IsPath(option.HelpName);
        if (given is null or { Implicit: true })
        {
            // A folder that stands for itself where none is named depends on where the command is given.
            if (isPath && option.HasDefaultValue && option.GetDefaultValue() is string folder)
                return [option.Name, Relative(settings, folder)];
            return [];
        }

        var values = given.Tokens.Select(t => isPath ? Relative(settings, t.Value) : t.Value).ToArray();
        return values.Length == 0 || option.AllowMultipleArgumentsPerToken ? [option.Name, .. values] : values.SelectMany(v => new[] { option.Name, v });
    }

    private static bool IsPath(string? name) => name is "file" or "folder" or "path";

    private static string Relative(DatabaseSettings settings, string path) => path == Off ? path : HomeMark + RecordedWork.FileKey(settings, path);

    private static string Absolute(string word, DatabaseSettings settings)
        => word.StartsWith(HomeMark, StringComparison.Ordinal) ? RecordedWork.FileOf(settings, word[HomeMark.Length..]) : word;
}
