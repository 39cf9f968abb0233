using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.States.Declarations;

namespace Prometheus.Cli.Hosting;

/// <summary>What commands that save a state have in common: threads, force, a progress line, and the sentence about what was written.</summary>
/// <param name="what">Of the progress line and of the sentence, such as <c>stability</c>.</param>
internal sealed class BackfillVerb(string what)
{
    private readonly Option<int?> _workers = CommonOptions.Workers();
    private readonly Option<bool> _force = CommonOptions.Force();

    public IEnumerable<Symbol> Flags => [_workers, _force];

    /// <summary>The command that a declared state names, in units of calendar years.</summary>
    public static Command Build(
        CommandHost host, StateDefinition state, string summary, string example, IEnumerable<Symbol> symbols, Func<Invocation, DatabasePair, JobContext, JobOutcome> run)
        => Build(host, state.Command!.Split(' ')[1], summary, example, state.Kind, symbols, run, o => $"{state.Kind}: {o.Done} years written with {o.Rows} rows, {o.Skipped} were there already");

    /// <param name="symbols">The command's own.</param>
    /// <param name="run">Saves and counts.</param>
    /// <param name="said">The sentence; null counts units.</param>
    public static Command Build(
        CommandHost host,
        string name,
        string summary,
        string example,
        string what,
        IEnumerable<Symbol> symbols,
        Func<Invocation, DatabasePair, JobContext, JobOutcome> run,
        Func<JobOutcome, string>? said = null)
    {
        var verb = new BackfillVerb(what);
        return host.Command(name, summary, example, [.. symbols, .. verb.Flags], call =>
        {
            var outcome = verb.Run(call, (databases, jobs) => run(call, databases, jobs));
            call.Say(said?.Invoke(outcome) ?? $"{what}: {outcome.Done} units written with {outcome.Rows} rows, {outcome.Skipped} were there already");
            return ExitCode.Done;
        });
    }

    public int Workers(Invocation call) => call.Workers(_workers);

    public bool Force(Invocation call) => call.Get(_force);

    /// <summary>The run alone, where a command says more about it.</summary>
    public TOutcome Run<TOutcome>(Invocation call, Func<DatabasePair, JobContext, TOutcome> run)
    {
        TOutcome outcome;
        using (var databases = new DatabasePair(call.Settings))
        using (var progress = new JobProgressLine(call.Host.Error, what))
        {
            var options = new JobOptions { Workers = Workers(call), Force = Force(call) };
            outcome = run(databases, new JobContext(options, new JobRunner(TimeProvider.System), progress, call.Cancellation));
        }

        call.Cancellation.ThrowIfCancellationRequested();
        return outcome;
    }
}
