using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Prometheus.Cli.Hosting;

/// <summary>The usual help, followed by an example that runs.</summary>
internal sealed class ExampleHelpAction(HelpAction inner, CommandHost host) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        var example = ExampleOf(parseResult.CommandResult.Command) ?? throw new InvalidOperationException($"no command below '{parseResult.CommandResult.Command.Name}' has an example");
        var writer = parseResult.InvocationConfiguration.Output;
        writer.WriteLine("Example:");
        writer.WriteLine($"  {example}");
        writer.WriteLine();
        return code;
    }

    /// <summary>A command's own, else the first of its verbs'; of everything, the one to begin with.</summary>
    private string? ExampleOf(Command command)
    {
        if (command is RootCommand)
            return "prometheus demo";
        return host.Examples.GetValueOrDefault(command) ?? command.Subcommands.Select(ExampleOf).FirstOrDefault(e => e is not null);
    }
}
