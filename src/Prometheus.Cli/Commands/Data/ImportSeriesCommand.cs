using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Sources.Series;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class ImportSeriesCommand
{
    public static Command Build(CommandHost host)
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
                call.Print(Report(ImportSeries.Run(databases, options)));
                return ExitCode.Done;
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

    private static Table Report(ImportSeriesSummary summary)
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
}
