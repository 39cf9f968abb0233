using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Reference;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class ImportPricesCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "a file, a folder or a zip (.csv, .csv.gz)", Required = true, HelpName = "path" };
        var market = CommonOptions.Market();
        var source = new Option<string?>("--source") { Description = "label of the source [name of the layout]", HelpName = "label" };
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        var map = new Option<string?>("--map") { Description = "CSV file symbol,instrument_id for symbols that do not follow the rule", HelpName = "file" };
        var basis = new Option<string?>("--basis") { Description = "RAW, SPLIT_ADJUSTED or FULLY_ADJUSTED [the layout's]", HelpName = "basis" };
        var columns = new Option<string?>("--columns") { Description = "header names, e.g. date=timestamp,close=px", HelpName = "map" };
        var replace = new Option<bool>("--replace") { Description = "let a series take the place of another source's; recorded" };
        return host.Command(
            "prices",
            "import daily prices; rows that break a rule are put in quarantine and counted",
            "prometheus data import prices --file prices.csv.gz --market US_EQ",
            [file, market, source, suffix, map, basis, columns, replace],
            call =>
            {
                var options = new ImportPricesOptions
                {
                    Path = call.Get(file),
                    MarketId = call.Get(market),
                    Source = call.Get(source),
                    Suffix = call.Get(suffix),
                    SymbolMap = call.Get(map) is { } path ? SymbolMapFile.Read(path) : new Dictionary<string, string>(StringComparer.Ordinal),
                    Basis = BasisOf(call.Get(basis)),
                    Columns = ColumnMapping.Parse(call.Get(columns) ?? ""),
                    Replace = call.Get(replace),
                };
                using var databases = new DatabasePair(call.Settings);
                ImportPricesSummary summary;
                using (var progress = new ImportProgressLine(call.Host.Error))
                    summary = ImportPrices.Run(databases, options, progress, call.Cancellation);
                call.Print(Report(summary));
                return ExitCode.Done;
            });
    }

    private static PriceBasis? BasisOf(string? text) => text?.ToUpperInvariant() switch
    {
        null => null,
        "RAW" => PriceBasis.Raw,
        "SPLIT_ADJUSTED" => PriceBasis.SplitAdjusted,
        "FULLY_ADJUSTED" => PriceBasis.FullyAdjusted,
        _ => throw new UserError($"--basis expects RAW, SPLIT_ADJUSTED or FULLY_ADJUSTED, found '{text}'"),
    };

    private static Table Report(ImportPricesSummary summary)
    {
        var read = summary.Read;
        var rows = new List<object?[]>
        {
            new object?[] { "files", read.Files.Count },
            new object?[] { "instruments", read.Instruments },
            new object?[] { "first date", read.FirstDate },
            new object?[] { "last date", read.LastDate },
            new object?[] { "rows read", read.RowsRead },
            new object?[] { "rows kept", read.RowsKept },
            new object?[] { "rows quarantined", read.RowsQuarantined },
            new object?[] { "rows skipped (no close)", read.RowsSkipped },
            new object?[] { "rows flagged", read.RowsFlagged },
            new object?[] { "splits", read.Splits },
            new object?[] { "dividends", read.Dividends },
            new object?[] { "implied dividends", read.ImpliedDividends },
            new object?[] { "missing sessions", read.MissingSessions },
            new object?[] { "rows added", summary.Stored.RowsAdded },
            new object?[] { "rows changed", summary.Stored.RowsChanged },
            new object?[] { "instruments created", summary.Stored.InstrumentsCreated },
        };
        rows.AddRange(read.EventsByRule.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new object?[] { $"rule {e.Key}", e.Value }));
        return new Table(["what", "count"], rows);
    }
}
