using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Comparison;
using Prometheus.Backtest.Metrics;
using Prometheus.Core.Errors;
using Prometheus.Core.Metrics;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;

namespace Prometheus.Reports.Comparisons;

/// <summary>Runs side by side; paired statistics take every run against the first.</summary>
/// <param name="Names">One a run: its sleeve, with the beginning of its run id where sleeves repeat.</param>
/// <param name="RunIds">One a run.</param>
/// <param name="Currency">Of the first run.</param>
/// <param name="Benchmark">Id of the first run's benchmark.</param>
/// <param name="Dates">Sessions of any run, ascending.</param>
/// <param name="Equity">[run][date], NaN where the run has none.</param>
/// <param name="BenchmarkEquity">Of the first run, a date.</param>
/// <param name="Metrics">Every key that any run has, in the order of the tearsheet.</param>
/// <param name="Pairs">Against the first run, whose own values are NaN.</param>
/// <param name="Options">What the runs were given differently.</param>
public sealed record ComparisonModel(
    IReadOnlyList<string> Names,
    IReadOnlyList<string> RunIds,
    string Currency,
    string Benchmark,
    DateOnly[] Dates,
    IReadOnlyList<double[]> Equity,
    double[] BenchmarkEquity,
    IReadOnlyList<ComparisonLine> Metrics,
    IReadOnlyList<ComparisonLine> Pairs,
    IReadOnlyList<OptionDifference> Options)
{
    private const int ShortId = 8;

    /// <exception cref="UserError">Fewer than two runs, or the same run twice.</exception>
    public static ComparisonModel Of(IReadOnlyList<ComparedRun> runs)
    {
        if (runs.Count < 2)
            throw new UserError($"a comparison needs at least two runs, found {runs.Count}");
        if (runs.GroupBy(r => r.Facts.Manifest.RunId, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UserError($"run {twice.Key} is named twice: a run differs from itself in nothing");

        var first = runs[0].Facts;
        DateOnly[] dates = [.. runs.SelectMany(r => r.Facts.Dates).Distinct().Order()];
        return new ComparisonModel(
            NamesOf(runs),
            [.. runs.Select(r => r.Facts.Manifest.RunId)],
            first.Currency,
            first.Manifest.Benchmark,
            dates,
            [.. runs.Select(r => CampaignModel.Align(dates, r.Facts.Dates, EquityOf(r.Facts)))],
            CampaignModel.Align(dates, first.Dates, first.Benchmark),
            MetricsOf(runs),
            PairsOf(runs, dates),
            DifferencesOf(runs));
    }

    private static string[] NamesOf(IReadOnlyList<ComparedRun> runs)
    {
        var sleeves = runs.Select(r => r.Facts.Manifest.Sleeve.SleeveId).ToArray();
        return [.. runs.Select((run, k) => sleeves.Count(s => s == sleeves[k]) == 1 ? sleeves[k] : $"{sleeves[k]} {run.Facts.Manifest.RunId[..ShortId]}")];
    }

    private static double[] EquityOf(TearsheetFacts facts) => Array.ConvertAll(facts.Daily, d => d.Equity);

    private static ComparisonLine[] MetricsOf(IReadOnlyList<ComparedRun> runs)
    {
        var all = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var key in runs.SelectMany(r => r.Facts.Metrics.Keys))
            all[key] = double.NaN;
        return [.. MetricLines.Describe(all).Select(line => new ComparisonLine(
            line.Key, line.Label, line.Format, [.. runs.Select(r => r.Facts.Metrics.TryGetValue(line.Key, out var value) ? value : double.NaN)]))];
    }

    private static ComparisonLine[] PairsOf(IReadOnlyList<ComparedRun> runs, DateOnly[] dates)
    {
        var returns = runs.Select(r => EquityCurve.Returns(CampaignModel.Align(dates, r.Facts.Dates, EquityOf(r.Facts)))).ToArray();
        var pairs = returns.Select(r => PairedReturns.Of(r, returns[0], runs[0].Facts.Manifest.SessionsPerYear)).ToArray();
        var overlaps = runs.Select(r => HoldingsOverlap.Of(r.Books, runs[0].Books)).ToArray();
        return
        [
            Line("paired_sessions", "Sessions both have", NumberFormat.Count, k => pairs[k].Sessions),
            Line("mean_difference_per_year", "Return a year over the first run", NumberFormat.SignedPercent, k => pairs[k].MeanDifferencePerYear),
            Line("mean_difference_t_stat", "Newey–West t of the difference", NumberFormat.Ratio, k => pairs[k].TStatistic),
            Line(MetricCatalog.TrackingErrorPerYear.Key, "Tracking error against the first run", NumberFormat.Percent, k => pairs[k].TrackingErrorPerYear),
            Line("correlation", "Correlation of daily returns with the first run", NumberFormat.Ratio, k => pairs[k].Correlation),
            Line("holdings_overlap", "Targets in common with the first run", NumberFormat.Percent, k => overlaps[k]),
        ];

        ComparisonLine Line(string key, string label, NumberFormat format, Func<int, double> value)
            => new(key, label, format, [.. runs.Select((_, k) => k == 0 ? double.NaN : value(k))]);
    }

    private static OptionDifference[] DifferencesOf(IReadOnlyList<ComparedRun> runs)
    {
        var listed = runs.Select(r => ConfigurationOf(r.Facts.Manifest)).ToArray();
        return
        [
            .. from path in listed.SelectMany(l => l.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let values = listed.Select(l => l.GetValueOrDefault(path, "off")).ToArray()
               where values.Distinct(StringComparer.Ordinal).Count() > 1
               select new OptionDifference(path, values),
        ];
    }

    private static Dictionary<string, string> ConfigurationOf(RunManifest manifest)
    {
        var culture = CultureInfo.InvariantCulture;
        var lines = OptionListing.Of(manifest).ToDictionary(o => o.Path, o => o.Value, StringComparer.Ordinal);
        lines["sleeve_id"] = manifest.Sleeve.SleeveId;
        lines["strategy_id"] = manifest.Sleeve.StrategyId;
        lines["market_id"] = manifest.Sleeve.MarketId;
        lines["assessment_horizon_days"] = manifest.Sleeve.AssessmentHorizonDays.ToString(culture);
        lines["start_date"] = NumberText.Date(manifest.Start);
        lines["end_date"] = NumberText.Date(manifest.End);
        lines["initial_cash"] = manifest.InitialCash.ToString("R", culture);
        lines["benchmark"] = manifest.Benchmark;
        lines["data_digest"] = manifest.DataDigest;
        return lines;
    }
}

/// <summary>One run among those compared.</summary>
/// <param name="Facts">What the run left.</param>
/// <param name="Books">Its targets, by ascending date.</param>
public sealed record ComparedRun(TearsheetFacts Facts, IReadOnlyList<DatedBook> Books);

/// <summary>An option, id or date that is not the same in every run.</summary>
/// <param name="Path">Such as <c>portfolio.name_cap</c>.</param>
/// <param name="Values">One a run; <c>off</c> where it has none.</param>
public sealed record OptionDifference(string Path, IReadOnlyList<string> Values);

/// <summary>One number of every run.</summary>
/// <param name="Key">As in <c>metrics_json</c>, or the name of a paired statistic.</param>
/// <param name="Label">For a reader.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Values">One a run; NaN where it has none.</param>
public sealed record ComparisonLine(string Key, string Label, NumberFormat Format, IReadOnlyList<double> Values);
