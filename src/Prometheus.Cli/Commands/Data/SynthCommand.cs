using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Sources.Synthetic;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class SynthCommand
{
    public static Command Build(CommandHost host)
    {
        var instruments = DeclaredOption.Of<SyntheticMarketOptions, int>(nameof(SyntheticMarketOptions.Instruments), "--instruments", "companies, the index fund aside", "n");
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var seed = DeclaredOption.Of<SyntheticMarketOptions, long>(nameof(SyntheticMarketOptions.Seed), "--seed", "equal seeds give equal markets", "n");
        var market = CommonOptions.Market();
        var truth = new Option<string?>("--truth") { Description = "JSON file that takes what the market knows of itself", HelpName = "file" };
        return host.Command(
            "synth",
            "store the built-in synthetic market",
            "prometheus data synth --instruments 80 --start 2020-01-02 --end 2023-12-29 --seed 7",
            [instruments, start, end, seed, market, truth],
            call =>
            {
                var (from, to) = call.Range(start, end);
                using var databases = new DatabasePair(call.Settings);
                var options = new GenerateSyntheticOptions
                {
                    Market = new SyntheticMarketOptions { Instruments = call.Get(instruments), Start = from, End = to, Seed = call.Get(seed) },
                    MarketId = call.Get(market),
                    TruthPath = call.Get(truth),
                };
                GenerateSyntheticSummary summary;
                using (var progress = new ImportProgressLine(call.Host.Error))
                    summary = GenerateSynthetic.Run(databases, options, progress, call.Cancellation);
                call.Print(new Table(
                    ["what", "count"],
                    [
                        ["sessions", summary.Sessions],
                        ["instruments created", summary.Instruments.InstrumentsCreated],
                        ["facts written", summary.Instruments.FactsWritten + summary.Sectors.FactsWritten],
                        ["rows added", summary.Stored.RowsAdded],
                        ["rows changed", summary.Stored.RowsChanged],
                        ["texts and statements written", summary.FactRows],
                    ]));
                return ExitCode.Done;
            });
    }
}
