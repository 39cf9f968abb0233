using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.States.Regimes;
using Prometheus.Stores;
using Prometheus.Stores.States;
using Prometheus.Workflows.Regimes;

namespace Prometheus.Cli.Commands.Regimes;

/// <summary><c>regime</c>: classifying, the index regimes are measured on, and what is stored.</summary>
internal static class RegimeCommands
{
    /// <summary><c>regime classify</c>, also <c>script run_numeric_regime</c>: one date or a range.</summary>
    public static Command Classify(CommandHost host, string name)
    {
        var region = RegimeFlags.Region();
        var instrument = new Option<string?>("--instrument-id") { Description = "record the index whose volatility, trend and drawdown count for the whole region [as recorded, else the equal-weight market]", HelpName = "id" };
        var asOf = CommonOptions.OptionalDate("--as-of", "one session (yyyy-MM-dd)");
        var start = CommonOptions.OptionalDate("--start", "first date of a range, inclusive (yyyy-MM-dd)");
        var end = CommonOptions.OptionalDate("--end", "last date of a range, inclusive (yyyy-MM-dd)");
        var window = DeclaredOption.Of<RegimeOptions, int>(nameof(RegimeOptions.WindowSessions), "--window-days", "sessions a window looks back", "n");
        var model = new Option<string>("--model-id") { Description = "model", DefaultValueFactory = _ => RegimeState.DefaultModelId, HelpName = "id" };
        var method = new Option<string>("--method") { Description = "prototypes or hmm", DefaultValueFactory = _ => "prototypes", HelpName = "name" };
        var features = CommonOptions.Features();
        var replace = RegimeFlags.Replace();
        var market = new Option<string?>("--market") { Description = "market of the region [the region's own]", HelpName = "id" };
        var verb = new BackfillVerb("regimes");
        return host.Command(
            name,
            "classify one session, or every session of a range, and save regimes and transitions",
            name == "classify"
                ? "prometheus regime classify --region US --start 2022-01-03 --end 2022-12-30"
                : $"prometheus script {name} --region US --as-of 2022-06-01",
            [region, instrument, asOf, start, end, window, model, method, features, market, replace, .. verb.Flags],
            call =>
            {
                RegimeFlags.RequireMarket(call.Get(region), call.Get(market));
                if (call.Get(model) is var id and not RegimeState.DefaultModelId)
                    throw new UserError($"--model-id expects {RegimeState.DefaultModelId}, found '{id}'");
                var options = RegimeOptions.Default with
                {
                    WindowSessions = call.Get(window),
                    Method = RegimeFlags.MethodOf(call.Get(method)),
                    Features = call.Get(features),
                };
                using var databases = new DatabasePair(call.Settings);
                if (call.Get(instrument) is { } index)
                    RegimeIndexSetting.Declare(databases, call.Get(region), index, call.Get(replace));
                if (call.Get(asOf) is { } date && call.Get(start) is null && call.Get(end) is null)
                    return One(call, databases, call.Get(region), date, options, verb.Workers(call));
                if (call.Get(asOf) is null && call.Get(start) is { } from && call.Get(end) is { } to)
                    return Range(call, verb, call.Get(region), from, to, options);
                throw new UserError("expected either --as-of, or --start and --end");
            });
    }

    private static int One(Invocation call, DatabasePair databases, string region, DateOnly date, RegimeOptions options, int workers)
    {
        var (label, confidence) = ClassifyRegimes.Execute(databases, region, date, options, workers, call.Cancellation);
        if (label is not { } known)
            throw new NothingMatchedError($"{date:yyyy-MM-dd} lies too early in the stored history of {region} for a regime");
        call.Host.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Regime as of {date:yyyy-MM-dd} for region {region}: label={StoredName.Of(known)}, confidence={confidence:F3}"));
        return ExitCode.Done;
    }

    private static int Range(Invocation call, BackfillVerb verb, string region, DateOnly from, DateOnly to, RegimeOptions options)
    {
        if (to < from)
            throw new UserError($"--end {to:yyyy-MM-dd} lies before --start {from:yyyy-MM-dd}");
        var outcome = verb.Run(call, (databases, jobs) => ClassifyRegimes.Execute(databases, region, from, to, options, jobs));
        call.Say($"regimes: {outcome.Done} years written with {outcome.Rows} rows, {outcome.Skipped} were there already");
        return ExitCode.Done;
    }

    /// <summary><c>regime index</c>: shows or records what a region's regimes are measured on.</summary>
    public static Command Index(CommandHost host)
    {
        var region = RegimeFlags.Region();
        var instrument = new Option<string?>("--instrument-id") { Description = "index whose volatility, trend and drawdown count from now on", HelpName = "id" };
        var replace = RegimeFlags.Replace();
        return host.Command(
            "index",
            "show or record the instrument a region's regimes are measured on",
            "prometheus regime index --region US",
            [region, instrument, replace],
            (call, databases) =>
            {
                if (call.Get(instrument) is { } index)
                    RegimeIndexSetting.Declare(databases, call.Get(region), index, call.Get(replace));
                call.Host.Output.WriteLine($"regimes of {call.Get(region)} are measured on {RegimeIndexSetting.Read(databases, call.Get(region)) ?? "the equal-weight market"}");
                return ExitCode.Done;
            });
    }

    /// <summary><c>regime risk</c>, also <c>script backfill_regime_change_risk</c>.</summary>
    public static Command Risk(CommandHost host, string name)
    {
        var region = RegimeFlags.Region();
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var horizon = DeclaredOption.Of<RegimeRiskOptions, int>(nameof(RegimeRiskOptions.HorizonSteps), "--horizon-steps", "sessions ahead", "n");
        var columns = new Option<string?>("--columns") { Description = "all: with hit probability, observations and model", HelpName = "all" };
        var output = TableOutput.File();
        return host.Command(
            name,
            "how likely the stored regime of each session is to change, from the transitions stored by then",
            name == "risk"
                ? "prometheus regime risk --region US --start 2022-01-03 --end 2022-12-30 --output regime_risk.csv"
                : $"prometheus script {name} --region US --start 2022-01-03 --end 2022-12-30 --horizon-steps 1 --output regime_risk.csv",
            [region, start, end, horizon, columns, output],
            call =>
            {
                var (from, to) = call.Range(start, end);
                if (call.Get(columns) is { } wanted && wanted != "all")
                    throw new UserError($"--columns expects all, found '{wanted}'");
                var header = call.Get(columns) is null ? RegimeRiskSeries.Header : RegimeRiskSeries.AllColumns;
                using var databases = new DatabasePair(call.Settings);
                var options = RegimeRiskOptions.Default with { HorizonSteps = call.Get(horizon) };
                var rows = RegimeRiskSeries.Rows(databases, call.Get(region), from, to, options).Select(r => r[..header.Count]);
                return TableOutput.Write(call, call.Get(output), header, rows, $"no regime of {call.Get(region)} is stored in that range");
            });
    }

    private static readonly TableColumn[] Columns =
    [
        new("as_of_date"), new("regime_label"), new("confidence", TerminalFormat: "F3"), new("p_crisis", TerminalFormat: "F3"),
        new("p_risk_off", TerminalFormat: "F3"), new("p_carry", TerminalFormat: "F3"), new("p_neutral", TerminalFormat: "F3"),
    ];

    /// <summary>Stored regimes as a person looks at them: a band over time, shares and spells; as data, the rows.</summary>
    public static Command Show(CommandHost host)
    {
        var region = RegimeFlags.Region();
        var start = CommonOptions.OptionalDate("--start", "first date [first stored]");
        var end = CommonOptions.OptionalDate("--end", "last date [last stored]");
        var model = new Option<string>("--model-id") { Description = "whose regimes", DefaultValueFactory = _ => RegimeState.DefaultModelId, HelpName = "id" };
        return host.Command(
            "show",
            "show stored regimes: a band over time with shares and spells, or the rows as csv and json",
            "prometheus regime show --region US --start 2022-01-03 --end 2022-12-30",
            [region, start, end, model],
            (call, databases) =>
            {
                var rows = RegimeStore.Read(
                    databases.Runtime, call.Get(region), call.Get(model), call.Get(start) ?? DateOnly.MinValue, call.Get(end) ?? DateOnly.MaxValue);
                if (rows.Count == 0)
                    throw new NothingMatchedError($"no regime of {call.Get(region)} is stored there; 'prometheus regime classify' stores them");
                if (call.Format != OutputFormat.Table)
                    return call.Print(new Table(Columns, rows.Select(r => new object?[] { r.AsOfDate, r.RegimeLabel, r.Confidence, r.PCrisis, r.PRiskOff, r.PCarry, r.PNeutral }).ToArray()));
                RegimeBand.Draw(call, rows);
                return ExitCode.Done;
            });
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The fits behind the stored regimes, as JSON: what each prototype stands for and what it was trained on.</summary>
    public static Command Prototypes(CommandHost host)
    {
        var region = RegimeFlags.Region();
        var end = CommonOptions.OptionalDate("--end", "fits that serve up to this date [all]");
        var model = new Option<string>("--model-id") { Description = "whose fits", DefaultValueFactory = _ => RegimeState.DefaultModelId, HelpName = "id" };
        return host.Command(
            "prototypes",
            "print the stored fits of the regime model as JSON: label, centre, norm, counts and training range",
            "prometheus regime prototypes --region US",
            [region, end, model],
            (call, databases) =>
            {
                var rows = ModelStore.Read(databases.Runtime, call.Get(model), call.Get(region), call.Get(end) ?? DateOnly.MaxValue);
                if (rows.Count == 0)
                    throw new NothingMatchedError($"no fit of {call.Get(model)} for region {call.Get(region)} is stored there; 'prometheus regime classify' stores them");
                var fits = new JsonArray([.. rows.Select(Node)]);
                call.Host.Output.WriteLine(new JsonObject { ["region"] = call.Get(region), ["model_id"] = call.Get(model), ["fits"] = fits }.ToJsonString(Indented));
                return ExitCode.Done;
            });
    }

    private static JsonNode Node(ModelRow row) => new JsonObject
    {
        ["served_from"] = Text(row.ServedFrom),
        ["window"] = new JsonObject { ["start_date"] = Text(row.TrainingStart), ["end_date"] = Text(row.TrainingEnd) },
        ["schema_hash"] = row.SchemaHash,
        ["training_digest"] = row.TrainingDigest,
        ["seed"] = row.Seed,
        ["fit"] = JsonNode.Parse(row.Fit),
    };

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
