using System.Text.Json;
using Prometheus.Core.Metrics;
using Prometheus.Reports.Tables;
using Prometheus.States.Regimes;

namespace Prometheus.Reports.Ablation;

/// <summary>An ablation as a table: one row a sleeve and variant.</summary>
public static class AblationTable
{
    private static readonly TableColumn[] Columns =
    [
        new("sleeve_id"),
        new("run_id", TerminalWidth: 8),
        new(MetricCatalog.AnnualisedSharpe.Key, "F4", "F2"),
        new(MetricCatalog.CumulativeReturn.Key, "F6", "P1"),
        new(MetricCatalog.MaxDrawdown.Key, "F6", "P1"),
        new(MetricCatalog.GrossExposureMean.Key, "F4", "P0"),
        new("difference_per_year", "F6", "P2"),
        new("difference_t_stat", "F4", "F1"),
        new("lambda_high_minus_low", "F8", "P3"),
        new("lambda_high_minus_low_t_stat", "F4", "F1"),
        .. Enum.GetValues<RegimeLabel>().Select(label => new TableColumn("sharpe_" + JsonNamingPolicy.SnakeCaseUpper.ConvertName(label.ToString()), "F4", "F2")),
        new("chosen_by"),
    ];

    public static Table Of(AblationModel model) => new(Columns, [.. model.Lines.Select(line => Row(line, model))]);

    private static object?[] Row(AblationLine line, AblationModel model)
    {
        var chosen = model.Choices.Where(c => c.Selected.Any(s => s.RunId == line.RunId)).Select(c => JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Rule.ToString()));
        return
        [
            line.SleeveId, line.RunId, Known(line.Sharpe), Known(line.CumulativeReturn), Known(line.MaxDrawdown), Known(line.GrossExposure),
            Known(line.Difference?.MeanDifferencePerYear ?? double.NaN), Known(line.Difference?.TStatistic ?? double.NaN),
            Known(line.LambdaHighMinusLow), Known(line.LambdaHighMinusLowT), .. line.SharpeByRegime.Select(Known), string.Join(", ", chosen),
        ];
    }

    private static object? Known(double value) => double.IsNaN(value) ? null : value;
}
