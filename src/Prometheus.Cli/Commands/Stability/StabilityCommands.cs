using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Reports.Tables;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.Stability;

namespace Prometheus.Cli.Commands.Stability;

/// <summary><c>stab</c>: stability states and the risk that they change.</summary>
internal static class StabilityCommands
{
    public static Command Backfill(CommandHost host)
    {
        var market = CommonOptions.Market();
        var entity = EntityTypeOption.Build();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var features = CommonOptions.Features();
        var profiles = new Option<string?>("--profiles") { Description = "profile model that says which names are weak, such as issuer-profile-v1 [none]", HelpName = "id" };
        return BackfillVerb.Build(
            host,
            StabilityEngine.Definition,
            "save the stability state of every name, sector or market on every session of a range",
            "prometheus stab backfill --market US_EQ --start 2022-01-03 --end 2022-12-30",
            [market, entity, start, end, features, profiles],
            (call, databases, jobs) =>
            {
                var (from, to) = call.Range(start, end);
                var kind = StabilityEntity.Parse(call.Get(entity));
                if (kind != StabilityEntity.Instrument && call.Get(profiles) is not null)
                    throw new UserError("profiles mark names: --profiles goes with --entity-type INSTRUMENT");
                var stability = StabilityOptions.Default with
                {
                    Features = call.Get(features),
                    Profiles = call.Get(profiles) is { } model ? new ProfileUse { ModelId = model } : null,
                };
                return BackfillStability.Execute(databases, call.Get(market), kind, from, to, stability, jobs);
            });
    }

    /// <summary><c>stab risk</c>, also <c>script backfill_stability_change_risk</c>.</summary>
    public static Command Risk(CommandHost host, string name)
    {
        var market = CommonOptions.Market();
        var entity = EntityTypeOption.Build();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var horizon = DeclaredOption.Of<StateChangeOptions, int>(nameof(StateChangeOptions.HorizonSteps), "--horizon-steps", "sessions ahead", "n");
        var output = TableOutput.File();
        return host.Command(
            name,
            "how likely each stored soft-target class is to change, from the transitions stored by then",
            name == "risk"
                ? "prometheus stab risk --start 2022-01-03 --end 2022-12-30 --output stab_risk.csv"
                : $"prometheus script {name} --entity-type INSTRUMENT --start 2022-01-03 --end 2022-12-30 --horizon-steps 1 --output stab_risk.csv",
            [market, entity, start, end, horizon, output],
            (call, databases) =>
            {
                var (from, to) = call.Range(start, end);
                var kind = StabilityEntity.Parse(call.Get(entity));
                var options = StateChangeOptions.Default with { HorizonSteps = call.Get(horizon) };
                var rows = StabilityRisk.Rows(databases, call.Get(market), kind, from, to, options, call.Cancellation);
                return TableOutput.Write(call, call.Get(output), StabilityRisk.Header, rows, $"no {kind} of {call.Get(market)} has a stored class in that range");
            });
    }

    private static readonly TableColumn[] Columns =
    [
        new("as_of_date"), new("entity_id"), new("soft_target_class"), new("overall_score", TerminalFormat: "F1"), new("vol_score", TerminalFormat: "F1"),
        new("dd_score", TerminalFormat: "F1"), new("trend_score", TerminalFormat: "F1"), new("sigma", TerminalFormat: "P2"),
        new("max_drawdown", TerminalFormat: "P2"), new("trend", TerminalFormat: "P2"), new("coverage", TerminalFormat: "P0"),
    ];

    public static Command Show(CommandHost host)
    {
        var id = new Argument<string?>("entity") { Description = "an id such as AAPL.US, US_EQ|Energy or US_EQ [the least stable ones]", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        var entity = EntityTypeOption.Build();
        var start = CommonOptions.Date("--start", "first date of a history [the end]", required: false);
        var end = CommonOptions.End();
        var top = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--top", "how many where no entity is named", "n", 10);
        return host.Command(
            "show",
            "stored stability states: the history of one entity, or the least stable of a day",
            "prometheus stab show --end 2022-12-30",
            [id, entity, start, end, top],
            (call, databases) =>
            {
                var kind = StabilityEntity.Parse(call.Get(entity));
                var to = call.Get(end);
                var from = call.Get(start) is var given && given == default ? to : given;
                var rows = call.Get(id) is { } one
                    ? StabilityStore.ReadHistory(databases.Runtime, kind, one, StabilityState.DefaultModelId, from, to)
                    : StabilityStore.ReadTop(databases.Runtime, kind, StabilityState.DefaultModelId, to, call.Get(top));
                if (rows.Count == 0)
                    throw new NothingMatchedError($"no state of {call.Get(id) ?? "any " + kind} is stored {(call.Get(id) is null ? "up to" : $"from {from:yyyy-MM-dd} to")} {to:yyyy-MM-dd}");
                return call.Print(new Table(Columns, rows.Select(Cells).ToArray()));
            });
    }

    private static object?[] Cells(StabilityRow r) =>
    [
        r.AsOfDate, r.EntityId, r.SoftTargetClass, r.OverallScore, r.VolScore, r.DdScore, r.TrendScore, r.Sigma, r.MaxDrawdown, r.Trend, r.Coverage,
    ];
}
