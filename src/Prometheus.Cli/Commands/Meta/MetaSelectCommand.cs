using System.CommandLine;
using System.CommandLine.Parsing;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Meta.Selection;
using Prometheus.Workflows.Meta;

namespace Prometheus.Cli.Commands.Meta;

internal static class MetaSelectCommand
{
    public static Command Build(CommandHost host)
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
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
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
}
