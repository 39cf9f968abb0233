using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Meta;

namespace Prometheus.Cli.Commands.Meta;

internal static class MetaOutcomesCommand
{
    private static readonly TableColumn[] Columns =
    [
        new("decision_id", TerminalWidth: 8),
        new("as_of_date"),
        new("strategy_id"),
        new("rule"),
        new("horizon_sessions"),
        new("horizon_date"),
        new("selected_return", "F6", "P2"),
        new("selected_drawdown", "F6", "P2"),
        new("runner_up_return", "F6", "P2"),
        new("equal_weight_return", "F6", "P2"),
        new("equal_weight_sleeves"),
    ];

    public static Command Build(CommandHost host)
    {
        var strategy = new Option<string?>("--strategy-id") { Description = "only decisions about this strategy", HelpName = "id" };
        var asOf = CommonOptions.OptionalDate("--as-of", "only decisions made by this date [all]");
        return host.Command(
            "outcomes",
            "measure what chosen sleeves did 5, 21 and 63 sessions later, against the runner-up and equal weight",
            "prometheus meta outcomes --strategy-id US_CORE_LONG_EQ",
            [strategy, asOf],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var measured = MeasureOutcomes.Execute(databases, call.Get(strategy), call.Get(asOf) ?? DateOnly.MaxValue);
                var done = measured.Where(m => m.Outcome is not null).ToArray();
                call.Print(new Table(Columns, [.. done.Select(Row)]));
                if (done.Length == 0)
                    call.Say("nothing can be measured yet");
                foreach (var open in measured.Where(m => m.Missing is not null).GroupBy(m => m.HorizonSessions))
                    call.Say($"after {open.Key} sessions {open.Count()} decisions are not measured yet, the last because {open.Last().Missing}");
                return ExitCode.Done;
            });
    }

    private static object?[] Row(MeasuredChoice measured)
    {
        var inputs = measured.Choice.Inputs;
        return
        [
            measured.Choice.Row.DecisionId, inputs.AsOf, inputs.StrategyId, RuleNames.Of(inputs.Rule),
            measured.HorizonSessions, measured.HorizonDate, measured.Outcome!.Return, measured.Outcome.Drawdown, measured.RunnerUpReturn,
            measured.EqualWeightReturn, measured.SleevesMeasured,
        ];
    }
}
