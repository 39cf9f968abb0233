using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Reference;
using Prometheus.Sources.Series;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

/// <summary><c>data import</c> of prices and of what instruments are.</summary>
internal static class DataImportCommands
{
    public static Command Prices(CommandHost host)
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
                return call.Print(PricesReport(summary));
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

    private static Table PricesReport(ImportPricesSummary summary)
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

    public static Command Instruments(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "CSV with symbol or instrument_id, and any of market, exchange, currency, listed, delisted, delisting_return, issuer, name", Required = true, HelpName = "path" };
        var market = new Option<string?>("--market") { Description = "market of the rows that name none", HelpName = "id" };
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        return host.Command(
            "instruments",
            "import who is listed where, since when and until when",
            "prometheus data import instruments --file instruments.csv --market US_EQ",
            [file, market, suffix],
            (call, databases) =>
            {
                return call.Print(ReferenceSummaryTable.Of(ImportInstruments.Run(
                    databases, new ImportInstrumentsOptions { Path = call.Get(file), MarketId = call.Get(market), Suffix = call.Get(suffix) })));
            });
    }

    public static Command Sectors(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "CSV with Symbol, Sector and, where known, Industry, Country, as_of_date and known_on", Required = true, HelpName = "path" };
        var market = CommonOptions.Market();
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        return host.Command(
            "sectors",
            "import sectors; without dates they are assumed from the beginning, and results say so",
            "prometheus data import sectors --file sectors.csv --market US_EQ",
            [file, market, suffix],
            (call, databases) =>
            {
                return call.Print(ReferenceSummaryTable.Of(ImportSectors.Run(
                    databases, new ImportSectorsOptions { Path = call.Get(file), MarketId = call.Get(market), Suffix = call.Get(suffix) })));
            });
    }

    public static Command Membership(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "CSV with ticker, start_date and end_date (the first day out; empty: still in)", Required = true, HelpName = "path" };
        var index = new Option<string>("--index") { Description = "index id, e.g. SP500", Required = true, HelpName = "id" };
        var market = CommonOptions.Market();
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        return host.Command(
            "membership",
            "import who was in an index when; stays that match no stored prices are listed",
            "prometheus data import membership --file members.csv --index SP500 --market US_EQ",
            [file, index, market, suffix],
            (call, databases) =>
            {
                var summary = ImportMembership.Run(databases, new ImportMembershipOptions
                {
                    Path = call.Get(file),
                    MarketId = call.Get(market),
                    IndexId = call.Get(index),
                    Suffix = call.Get(suffix),
                });
                foreach (var (spell, reason) in summary.Unmatched)
                    call.Say(string.Create(CultureInfo.InvariantCulture, $"not matched: {spell.Ticker} {spell.Start:yyyy-MM-dd}..{spell.End:yyyy-MM-dd}: {reason}"));
                return call.Print(new Table(
                    ["what", "count"],
                    [
                        ["stays read", summary.Spells],
                        ["stays matched", summary.Matched],
                        ["stays not matched", summary.Unmatched.Count],
                        ["instruments", summary.Instruments],
                        ["facts changed", summary.FactsChanged],
                    ]));
            });
    }

    public static Command Series(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "a CSV file with a date column (.csv, .csv.gz); lines of text before and after the table are passed over", Required = true, HelpName = "path" };
        var id = new Option<string?>("--id") { Description = "series id of the only value column, or of the close", HelpName = "id" };
        var columns = new Option<string?>("--columns") { Description = "series id by column, e.g. 3month=US3M,10year=US10Y", HelpName = "map" };
        var prefix = new Option<string?>("--prefix") { Description = "every column becomes a series <text><COLUMN>", HelpName = "text" };
        var market = CommonOptions.Market();
        var unit = new Option<string>("--unit") { Description = "level, percent or fraction; per cent is stored as a fraction", DefaultValueFactory = _ => "level", HelpName = "unit" };
        var lag = DeclaredOption.Of<ImportSeriesOptions, int>(nameof(ImportSeriesOptions.LagDays), "--lag-days", "days from a date to the day its value is known", "n");
        var source = new Option<string>("--source") { Description = "label of the source", DefaultValueFactory = _ => "csv", HelpName = "label" };
        var factors = new Option<bool>("--factors") { Description = "the columns are factor returns: store them in factors_daily" };
        var replace = new Option<bool>("--replace") { Description = "let a series take the place of another source's" };
        return host.Command(
            "series",
            "import daily series of the market as a whole; the regime engine reads VIX, US3M, US2Y, US10Y and HY_OAS (yields and spreads as fractions)",
            "prometheus data import series --file vix.csv --id VIX",
            [file, id, columns, prefix, market, unit, lag, source, factors, replace],
            call =>
            {
                var options = new ImportSeriesOptions
                {
                    Path = call.Get(file),
                    MarketId = call.Get(market),
                    File = new SeriesFileOptions
                    {
                        Id = call.Get(id),
                        Columns = ColumnsOf(call.Get(columns)),
                        Prefix = call.Get(prefix),
                        Unit = UnitOf(call.Get(unit)),
                    },
                    Target = call.Get(factors) ? SeriesTarget.Factors : SeriesTarget.Series,
                    LagDays = call.Get(lag),
                    Source = call.Get(source),
                    Replace = call.Get(replace),
                };
                RequireOneNaming(call.Get(id), call.Get(columns), call.Get(prefix));
                using var databases = new DatabasePair(call.Settings);
                return call.Print(SeriesReport(ImportSeries.Run(databases, options)));
            });
    }

    private static void RequireOneNaming(params ReadOnlySpan<string?> given)
    {
        var count = 0;
        foreach (var text in given)
            count += text is null ? 0 : 1;
        if (count > 1)
            throw new UserError("--id, --columns and --prefix each name the series: give one of them");
    }

    private static SeriesUnit UnitOf(string text) => text switch
    {
        "level" => SeriesUnit.Level,
        "percent" => SeriesUnit.Percent,
        "fraction" => SeriesUnit.Fraction,
        _ => throw new UserError($"--unit expects level, percent or fraction, found '{text}'"),
    };

    private static Dictionary<string, string> ColumnsOf(string? text)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0 || !columns.TryAdd(parts[0], parts[1]))
                throw new UserError($"--columns expects each column once as NAME=ID, found '{pair}'");
        }

        return text is null || columns.Count > 0 ? columns : throw new UserError("--columns expects NAME=ID, found nothing");
    }

    private static Table SeriesReport(ImportSeriesSummary summary)
    {
        var read = summary.Read;
        var stated = read.Series.Where(s => s.Dates.Length > 0).ToArray();
        var rows = new List<object?[]>
        {
            new object?[] { "series", stated.Length },
            new object?[] { "first date", stated.Length == 0 ? null : stated.Min(s => s.Dates[0]) },
            new object?[] { "last date", stated.Length == 0 ? null : stated.Max(s => s.Dates[^1]) },
            new object?[] { "rows read", read.RowsRead },
            new object?[] { "rows kept", read.RowsKept },
            new object?[] { "rows quarantined", read.Events.Count },
            new object?[] { "cells absent", read.CellsAbsent },
            new object?[] { "lines of text", read.TextLines },
            new object?[] { "values added", summary.RowsAdded },
            new object?[] { "values changed", summary.RowsChanged },
            new object?[] { "series replaced", summary.SeriesReplaced },
        };
        rows.AddRange(read.Series.Select(s => new object?[] { $"series {s.SeriesId}", s.Dates.Length }));
        rows.AddRange(read.Events.GroupBy(e => e.Rule, StringComparer.Ordinal).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new object?[] { $"rule {e.Key}", e.Count() }));
        return new Table(["what", "count"], rows);
    }

    /// <summary>The seeds' download of vendor prices: its command line is understood, and answered with the way prices come in today.</summary>
    public static Command BackfillVendor(CommandHost host)
    {
        var start = CommonOptions.Start(required: false);
        start.Aliases.Add("--from");
        var end = CommonOptions.End(required: false);
        end.Aliases.Add("--to");
        var limit = DeclaredOption.Of<ViewOptions, int?>(nameof(ViewOptions.Limit), "--limit", "instruments at most", "n");
        var offset = DeclaredOption.Of<ViewOptions, int?>(nameof(ViewOptions.Offset), "--offset", "instruments passed over", "n");
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids", HelpName = ".US" };
        var currency = new Option<string?>("--currency") { Description = "currency of the prices", HelpName = "USD" };
        return host.Command(
            "backfill_eodhd_us_eq",
            "download prices of a vendor: not built yet, see data import prices",
            "prometheus data import prices --file prices.csv.gz --market US_EQ",
            [start, end, limit, offset, suffix, currency],
            _ => throw new UserError(
                "prices cannot be downloaded from a vendor yet: save them as a file and run prometheus data import prices --file FILE --market US_EQ"));
    }
}
