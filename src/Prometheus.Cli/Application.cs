using Prometheus.Backtest.Strategies;
using Prometheus.Cli.Commands;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;

namespace Prometheus.Cli;

/// <summary>The process: parse, run one command, turn its outcome into an exit code and one sentence.</summary>
public static class Application
{
    /// <summary>Set to see the stack of an unexpected error.</summary>
    private const string TraceKey = "PROMETHEUS_TRACE";

    /// <summary>
    /// Runs one command line and returns its exit code. A program with strategies of its own hands them over, and every command knows them: its own
    /// <c>Main</c> may be nothing but this call.
    /// </summary>
    /// <param name="args">As the shell gives them.</param>
    /// <param name="output">Data.</param>
    /// <param name="error">Progress and sentences.</param>
    /// <param name="strategies">Besides the house's; null is none.</param>
    public static int Run(string[] args, TextWriter output, TextWriter error, IReadOnlyList<StrategyDefinition>? strategies = null)
    {
        using var cancellation = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            cancellation.Cancel();
        };

        var host = new CommandHost(output, error, cancellation.Token) { Strategies = strategies ?? [] };
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            var root = CommandTree.Build(host);
            var parse = root.Parse(args);
            return UsageMistake.IsMade(parse) ? UsageMistake.Report(parse, root, error) : parse.Invoke(configuration);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("interrupted: what was finished is saved, the same command continues from there");
            return ExitCode.Interrupted;
        }
        catch (PrometheusException problem)
        {
            error.WriteLine($"error: {problem.Message}");
            return problem switch
            {
                UserError => ExitCode.BadInput,
                NothingMatchedError => ExitCode.NothingMatched,
                _ => ExitCode.Failed,
            };
        }
        catch (Exception defect) when (Environment.GetEnvironmentVariable(TraceKey) is null)
        {
            error.WriteLine($"internal error: {defect.GetType().Name}: {defect.Message} (set {TraceKey}=1 and run again for the stack)");
            return ExitCode.Failed;
        }
    }
}
