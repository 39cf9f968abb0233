using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Metrics;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>
/// Runs that were configured alike and went through a like environment: <c>similar meta-runs</c>, also <c>script find_similar_meta_runs</c>. What came
/// of them is shown, never compared.
/// </summary>
internal static class SimilarRunsCommand
{
    private static readonly string[] Columns = ["run_id", "strategy_id", "universe_id", "as_of_date", "source"];
    private static readonly string[] Labels = [MetricCatalog.CumulativeReturn.Key, MetricCatalog.AnnualisedSharpe.Key, MetricCatalog.MaxDrawdown.Key];

    public static Command Build(CommandHost host, string name)
    {
        var id = new Option<string>("--run-id") { Description = "run, by its id or its first characters", Required = true, HelpName = "id" };
        var strategy = new Option<string?>("--strategy-id") { Description = "only runs of this strategy", HelpName = "id" };
        var start = CommonOptions.OptionalDate("--start", "first end date of a candidate [first stored]");
        var end = CommonOptions.OptionalDate("--end", "last end date of a candidate [last stored]");
        var flags = new SimilarFlags(JointSpaces.MetaConfigEnvironment);
        return host.Command(
            name,
            "runs with a like configuration in a like environment",
            $"{host.Line("similar", name)} --run-id 1f0c",
            [id, strategy, start, end, .. flags.Options],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var run = RunStore.Find(databases.Runtime, call.Get(id)).RunId;
                var question = flags.Question(call, BackfillJointMeta.Prefix + run, null, BackfillJointMeta.Prefix) with
                {
                    AcrossDates = true,
                    Start = call.Get(start) ?? new DateOnly(1800, 1, 1),
                    End = call.Get(end) ?? new DateOnly(2999, 12, 31),
                    IsCandidate = v => call.Get(strategy) is not { } wanted || new JointCells(v).Scope("strategy_id") == wanted,
                    Branches = [JointSpaces.Config, JointSpaces.Environment],
                };
                if (question.End < question.Start)
                    throw new UserError($"--end {question.End:yyyy-MM-dd} lies before --start {question.Start:yyyy-MM-dd}");
                SimilarTable.Print(
                    call,
                    FindSimilar.Execute(databases.Historical, question),
                    Columns,
                    flags.All(call),
                    [.. Labels.Select(label => (label, (Func<JointCells, object?>)(cells => MetricOf(databases, cells.Scope("run_id"), label))))]);
                return ExitCode.Done;
            });
    }

    private static double MetricOf(DatabasePair databases, string? run, string metric)
        => run is not null && RunStore.TryFind(databases.Runtime, run) is { } row && row.Metrics().TryGetValue(metric, out var value) ? value : double.NaN;
}
