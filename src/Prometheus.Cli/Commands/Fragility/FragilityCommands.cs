using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Reports.Tables;
using Prometheus.States.Fragility;
using Prometheus.Stores.States;
using Prometheus.Workflows.Fragility;

namespace Prometheus.Cli.Commands.Fragility;

/// <summary><c>fragility</c>: how close names are to breaking.</summary>
internal static class FragilityCommands
{
    public static Command Score(CommandHost host)
    {
        var market = CommonOptions.Market();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var scenarios = new Option<string?>("--scenario-set-id") { Description = "paths behind the scenario component, by id or name; their data must end before the range [none]", HelpName = "id" };
        return BackfillVerb.Build(
            host,
            FragilityEngine.Definition,
            "save the fragility of every name on every session of a range",
            "prometheus fragility score --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, start, end, scenarios],
            (call, databases, jobs) =>
            {
                var (from, to) = call.Range(start, end);
                return ScoreFragility.Execute(
                    databases, new FragilityScoreOptions { MarketId = call.Get(market), Start = from, End = to, ScenarioSetId = call.Get(scenarios) }, jobs);
            });
    }

    private static readonly TableColumn[] Columns =
    [
        new("as_of_date"), new("entity_id"), new("fragility_score", TerminalFormat: "F3"), new("class_label"), new("score_soft", TerminalFormat: "F3"),
        new("score_scenario", TerminalFormat: "F3"), new("coverage", TerminalFormat: "F2"), new("scenario_set_id"), new("model_id"),
    ];

    public static Command Show(CommandHost host)
    {
        var market = CommonOptions.Market();
        var asOf = CommonOptions.Date("--as-of", "session (yyyy-MM-dd)", required: true);
        var model = new Option<string?>("--model-id") { Description = "only this model", HelpName = "id" };
        var top = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--top-k", "most rows", "n");
        return host.Command(
            "show",
            "show the most fragile names of a session",
            "prometheus fragility show --as-of 2022-06-01 --top-k 10",
            [market, asOf, model, top],
            (call, databases) =>
            {
                var (date, limit) = (call.Get(asOf), call.Get(top));
                var rows = FragilityStore.Read(databases.Runtime, call.Get(market), date, call.Get(model));
                if (rows.Count == 0)
                    throw new NothingMatchedError($"no fragility of {call.Get(market)} is stored on {date:yyyy-MM-dd}; 'prometheus fragility score' computes it");
                return call.Print(new Table(
                    Columns,
                    rows.Take(limit).Select(r => new object?[]
                    {
                        r.AsOfDate, r.EntityId, r.FragilityScore, r.ClassLabel, r.ScoreSoft, r.ScoreScenario, r.Coverage, r.ScenarioSetId, r.ModelId,
                    }).ToArray()));
            });
    }
}
