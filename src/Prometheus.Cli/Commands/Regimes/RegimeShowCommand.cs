using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.States.Regimes;
using Prometheus.Stores.States;

namespace Prometheus.Cli.Commands.Regimes;

/// <summary>Stored regimes as a person looks at them: a band over time, shares and spells; as data, the rows.</summary>
internal static class RegimeShowCommand
{
    private static readonly TableColumn[] Columns =
    [
        new("as_of_date"), new("regime_label"), new("confidence", TerminalFormat: "F3"), new("p_crisis", TerminalFormat: "F3"),
        new("p_risk_off", TerminalFormat: "F3"), new("p_carry", TerminalFormat: "F3"), new("p_neutral", TerminalFormat: "F3"),
    ];

    public static Command Build(CommandHost host)
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
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var rows = RegimeStore.Read(
                    databases.Runtime, call.Get(region), call.Get(model), call.Get(start) ?? DateOnly.MinValue, call.Get(end) ?? DateOnly.MaxValue);
                if (rows.Count == 0)
                    throw new NothingMatchedError($"no regime of {call.Get(region)} is stored there; 'prometheus regime classify' stores them");
                if (call.Format == OutputFormat.Table)
                    RegimeBand.Draw(call, rows);
                else
                    call.Print(new Table(Columns, rows.Select(r => new object?[] { r.AsOfDate, r.RegimeLabel, r.Confidence, r.PCrisis, r.PRiskOff, r.PCarry, r.PNeutral }).ToArray()));
                return ExitCode.Done;
            });
    }
}
