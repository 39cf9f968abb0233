using System.CommandLine;
using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.States.Regimes;
using Prometheus.Stores;
using Prometheus.Workflows.Regimes;

namespace Prometheus.Cli.Commands.Regimes;

/// <summary><c>regime classify</c>, also <c>script run_numeric_regime</c>: one date or a range.</summary>
internal static class RegimeClassifyCommand
{
    public static Command Build(CommandHost host, string name)
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
}
