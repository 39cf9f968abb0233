using System.CommandLine;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;

namespace Prometheus.Cli.Hosting;

/// <summary>What commands that save a state over a range have in common: threads, force, a progress line, and the sentence about what was written.</summary>
internal static class BackfillVerb
{
    /// <param name="what">Of the progress line and of the sentence, such as <c>stability</c>.</param>
    /// <param name="symbols">The command's own.</param>
    /// <param name="run">Saves and counts; units are calendar years.</param>
    public static Command Build(
        CommandHost host,
        string name,
        string summary,
        string example,
        string what,
        IEnumerable<Symbol> symbols,
        Func<Invocation, DatabasePair, JobContext, JobOutcome> run)
    {
        var workers = CommonOptions.Workers();
        var force = CommonOptions.Force();
        return host.Command(name, summary, example, [.. symbols, workers, force], call =>
        {
            var outcome = Run(call, what, workers, force, run);
            call.Say($"{what}: {outcome.Done} years written with {outcome.Rows} rows, {outcome.Skipped} were there already");
            return ExitCode.Done;
        });
    }

    /// <summary>The run alone, where a command says more about it.</summary>
    public static TOutcome Run<TOutcome>(
        Invocation call, string what, Option<int?> workers, Option<bool> force, Func<Invocation, DatabasePair, JobContext, TOutcome> run)
    {
        TOutcome outcome;
        using (var databases = new DatabasePair(call.Settings))
        using (var progress = new JobProgressLine(call.Host.Error, what))
        {
            var options = new JobOptions { Workers = call.Workers(workers), Force = call.Get(force) };
            outcome = run(call, databases, new JobContext(options, new JobRunner(TimeProvider.System), progress, call.Cancellation));
        }

        call.Cancellation.ThrowIfCancellationRequested();
        return outcome;
    }
}
