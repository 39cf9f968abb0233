using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Meta.Selection;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Meta;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Meta;

namespace Prometheus.Cli.Commands.Meta;

/// <summary><c>meta</c>: choices among finished runs.</summary>
internal static class MetaCommands
{
    public static Command Select(CommandHost host)
    {
        var strategy = new Option<string>("--strategy-id") { Description = "strategy whose sleeves compete", Required = true, HelpName = "id" };
        var rule = new Option<SelectionRule>("--rule") { Description = "sharpe, lambda_uplift, lambda_robust, stab_exposed or stab_robust [sharpe]", HelpName = "rule", CustomParser = ParseRule };
        var topK = DeclaredOption.Of<SelectionRequest, int>(nameof(SelectionRequest.TopK), "--top-k", "sleeves to choose", "n");
        var market = new Option<string?>("--market-id") { Description = "only runs of this market", HelpName = "id" };
        var asOf = CommonOptions.OptionalDate("--as-of", "close at which the decision is made; later runs do not exist for it [newest end of a run]");
        var start = CommonOptions.OptionalDate("--start", "only runs that start on this date [newest range]");
        var end = CommonOptions.OptionalDate("--end", "only runs that end on this date [newest range]");
        var noSave = new Option<bool>("--no-save") { Description = "do not keep the decision" };
        return host.Command(
            "select",
            "choose the best sleeves of a strategy among its stored runs",
            "prometheus meta select --strategy-id US_CORE_LONG_EQ --rule sharpe --top-k 3",
            [strategy, rule, topK, market, asOf, start, end, noSave],
            (call, databases) =>
            {
                var request = new SelectionRequest
                {
                    StrategyId = call.Get(strategy),
                    Rule = call.Get(rule),
                    TopK = call.Get(topK),
                    MarketId = call.Get(market),
                    AsOf = call.Get(asOf),
                    Start = call.Get(start),
                    End = call.Get(end),
                };
                return Report(call, SelectSleeves.Execute(databases, request, save: !call.Get(noSave)), call.Get(noSave));
            });
    }

    private static int Report(Invocation call, SelectionOutcome outcome, bool unsaved)
    {
        var selection = outcome.Selection;
        if (outcome.DecisionId is not { } id)
        {
            var why = string.Join("; ", selection.Candidates.Select(c => $"{c.Run.SleeveId}: {c.Reason}"));
            throw new NothingMatchedError($"none of {selection.Candidates.Count} candidates was chosen, {RangeOf(selection)}: {why}");
        }

        call.Print(SelectionTable.Chosen(selection.Rule, selection.Selected.Select(r => (r.RunId, r.SleeveId, (Func<string, double?>)(key => r.Metric(key))))));
        if (selection.Candidates.Select(c => c.Run.DataDigest).Distinct(StringComparer.Ordinal).Count() > 1)
            call.Say("warning: the candidates were computed on different states of the data");
        call.Say($"chose {selection.Selected.Count} of {selection.Candidates.Count} candidates as of {selection.Options.AsOf:yyyy-MM-dd}, {RangeOf(selection)}");
        call.Say(unsaved ? "not saved" : $"decision_id={id}");
        return ExitCode.Done;
    }

    /// <summary>Runs of one range compete, whatever the rule.</summary>
    private static string RangeOf(SleeveSelection selection)
    {
        var run = selection.Candidates[0].Run;
        var asked = selection.Options is { Start: not null, End: not null };
        return $"runs from {run.Start:yyyy-MM-dd} to {run.End:yyyy-MM-dd}{(asked ? "" : " (the newest range; --start and --end name another)")}";
    }

    private static SelectionRule ParseRule(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (RuleNames.All.TryGetValue(text, out var rule))
            return rule;
        given.AddError($"--rule expects {string.Join(" or ", RuleNames.All.Keys)}, found '{text}'");
        return default;
    }

    public static Command Show(CommandHost host)
    {
        var decision = new Argument<string>("decision") { Description = "decision id, or its first characters" };
        return host.Command(
            "show",
            "show a choice of sleeves: every candidate with its scores, what was chosen, what came of it",
            "prometheus meta show 2a9d",
            [decision],
            (call, databases) =>
            {
                var row = DecisionStore.Find(databases.Runtime, call.Get(decision));
                if (row.EngineName != SelectionStore.Engine)
                    throw new UserError($"decision {row.DecisionId} was made by {row.EngineName}, not by {SelectionStore.Engine}");
                var choice = StoredSelection.Of(row);
                Head(call, choice);
                call.Print(SelectionTable.Candidates(choice));
                foreach (var outcome in DecisionStore.OutcomesOf(databases.Runtime, row.DecisionId))
                    call.Say(Sentence(outcome));
                return ExitCode.Done;
            });
    }

    private static void Head(Invocation call, StoredSelection choice)
    {
        var inputs = choice.Inputs;
        call.Say($"decision {choice.Row.DecisionId}");
        call.Say($"{inputs.StrategyId} on {choice.Row.MarketId}, as of {inputs.AsOf:yyyy-MM-dd}, rule {RuleNames.Of(inputs.Rule)}, top {inputs.TopK} of {inputs.CandidateRuns.Count} candidates");
        foreach (var (name, state) in JsonNode.Parse(choice.Row.Metadata)!.AsObject())
        {
            if (state is JsonObject members)
                call.Say($"{name}: {string.Join(", ", members.Select(m => $"{m.Key} {m.Value}"))}");
        }
    }

    private static string Sentence(OutcomeRow outcome)
    {
        var metadata = JsonNode.Parse(outcome.Metadata)!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"after {outcome.HorizonDays} sessions: {outcome.RealizedReturn:P2}, runner-up {Percent("runner_up_return")}, equal weight {Percent("equal_weight_return")}");

        string Percent(string key) => metadata[key]?.GetValue<double>().ToString("P2", CultureInfo.InvariantCulture) ?? "–";
    }

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

    public static Command Outcomes(CommandHost host)
    {
        var strategy = new Option<string?>("--strategy-id") { Description = "only decisions about this strategy", HelpName = "id" };
        var asOf = CommonOptions.OptionalDate("--as-of", "only decisions made by this date [all]");
        return host.Command(
            "outcomes",
            "measure what chosen sleeves did 5, 21 and 63 sessions later, against the runner-up and equal weight",
            "prometheus meta outcomes --strategy-id US_CORE_LONG_EQ",
            [strategy, asOf],
            (call, databases) =>
            {
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
