using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Workflows.Artefacts;

namespace Prometheus.Cli.Hosting;

/// <summary>A remembered command given again, in this process, as the command line would run it.</summary>
internal sealed class Replay
{
    private const string Threads = "--max-workers";

    private readonly DatabaseSettings _settings;
    private readonly Dictionary<string, string?> _recorded;

    private Replay(DatabaseSettings settings, Making making)
        => (_settings, Command, _recorded) = (settings, making.Command, making.Artefacts.Where(a => a.IsFile && a.IsCurrent).ToDictionary(a => a.Key, a => a.OutputDigest, StringComparer.Ordinal));

    /// <summary>The words under which it is remembered, also where they would be put otherwise today.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>What was written.</summary>
    public List<Artefact> Made { get; } = [];

    /// <summary>Files that somebody changed and that were left.</summary>
    public List<string> Kept { get; } = [];

    /// <summary>A file is the product's to replace where it is as the product left it.</summary>
    public bool MayReplace(string path)
    {
        var key = RecordedWork.FileKey(_settings, path);
        var now = RecordedWork.DigestOfFile(_settings, key);
        if (now == RecordedWork.Missing || (_recorded.TryGetValue(key, out var recorded) && recorded == now))
            return true;
        Kept.Add(key);
        return false;
    }

    /// <param name="commands">The command line whose words they are, for a host.</param>
    /// <returns>What was written, and why it did not end well; null where it did.</returns>
    public static (Replay Done, string? Failure) Run(
        Making making, DatabaseSettings settings, Func<CommandHost, RootCommand> commands, int? workers, CancellationToken cancellation)
    {
        var replay = new Replay(settings, making);
        using var said = new StringWriter();
        var host = new CommandHost(TextWriter.Null, said, cancellation) { Replay = replay };
        var root = commands(host);
        var arguments = CommandWords.Arguments(making.Command, settings);
        var parse = root.Parse(arguments);
        if (workers is { } threads && parse.CommandResult.Command.Options.Any(o => o.Name == Threads))
            parse = root.Parse([.. arguments, Threads, threads.ToString(CultureInfo.InvariantCulture)]);
        if (UsageMistake.IsMade(parse))
        {
            UsageMistake.Report(parse, root, said);
            return (replay, said.ToString().Split('\n')[0]);
        }

        try
        {
            var code = parse.Invoke(new InvocationConfiguration { Output = TextWriter.Null, Error = said, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            return (replay, code is ExitCode.Done or ExitCode.Partial ? null : said.ToString().TrimEnd().Split('\n')[^1]);
        }
        catch (PrometheusException problem)
        {
            return (replay, problem.Message);
        }
    }
}
