using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Prometheus.Cli.Hosting;

/// <summary>The usual help, followed by an example that runs.</summary>
internal sealed class ExampleHelpAction(HelpAction inner, CommandHost host) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var example = host.Examples.TryGetValue(command, out var own)
            ? own
            : command.Subcommands.Select(c => host.Examples.GetValueOrDefault(c)).FirstOrDefault(e => e is not null) ?? "prometheus demo";
        var writer = parseResult.InvocationConfiguration.Output;
        writer.WriteLine("Example:");
        writer.WriteLine($"  {example}");
        writer.WriteLine();
        return code;
    }
}
