using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Stores.Meta;
using Prometheus.Stores.Runs;

namespace Prometheus.Cli.Commands.Meta;

internal static class MetaShowCommand
{
    public static Command Build(CommandHost host)
    {
        var decision = new Argument<string>("decision") { Description = "decision id, or its first characters" };
        return host.Command(
            "show",
            "show a choice of sleeves: every candidate with its scores, what was chosen, what came of it",
            "prometheus meta show 2a9d",
            [decision],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
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
}
