using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Sleeves;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>Everything a tearsheet shows, as plain records and arrays: no market, no store, no clock.</summary>
public sealed record TearsheetModel
{
    public required TearsheetIdentity Identity { get; init; }

    public required RunStatistics Statistics { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Most serious first.</summary>
    public required Caveat[] Caveats { get; init; }

    /// <summary>In the order of the page.</summary>
    public required Headline[] Headlines { get; init; }

    public required TearsheetCurves Daily { get; init; }

    public required MonthlyReturn[] Months { get; init; }

    public required YearlyReturn[] Years { get; init; }

    public required YearlyReturn[] BenchmarkYears { get; init; }

    /// <summary>Deepest first.</summary>
    public required DrawdownSpell[] WorstDrawdowns { get; init; }

    /// <summary>In the order of time; empty where no regime is known.</summary>
    public required RegimeSpell[] Regimes { get; init; }

    public required SectorWeights Sectors { get; init; }

    public required ProfitTable Profits { get; init; }

    public required CostTotals Costs { get; init; }

    /// <summary>Every key of <c>metrics_json</c>: those with a label in their order, then the others by key.</summary>
    public required MetricLine[] Metrics { get; init; }

    public required DataCard Card { get; init; }

    /// <summary>By path, ordinal order.</summary>
    public required OptionLine[] Options { get; init; }

    public static TearsheetModel Of(SleeveRun run) => Of(TearsheetFacts.Of(run));

    public static TearsheetModel Of(TearsheetFacts facts) => TearsheetComposer.Compose(facts);
}

/// <summary>Sessions in a row under one regime.</summary>
/// <param name="Label">CRISIS, RISK_OFF, CARRY or NEUTRAL.</param>
/// <param name="Start">First date.</param>
/// <param name="End">The date after the last, or the run's last.</param>
public sealed record RegimeSpell(string Label, DateOnly Start, DateOnly End)
{
    /// <param name="dates">Ascending.</param>
    /// <param name="labels">One a date, null where there is none; empty where none is known at all.</param>
    public static RegimeSpell[] Of(ReadOnlySpan<DateOnly> dates, ReadOnlySpan<string?> labels)
    {
        var spells = new List<RegimeSpell>();
        for (var first = 0; first < labels.Length;)
        {
            var end = first + 1;
            while (end < labels.Length && labels[end] == labels[first])
                end++;
            if (labels[first] is { } label)
                spells.Add(new RegimeSpell(label, dates[first], dates[Math.Min(end, dates.Length - 1)]));
            first = end;
        }

        return [.. spells];
    }
}

/// <summary>Which run a page is about.</summary>
/// <param name="Sleeve">Ids and horizon.</param>
/// <param name="RunId">Follows from everything the result depends on.</param>
/// <param name="OptionsHash">Hex SHA-256 of the options.</param>
/// <param name="DataDigest">Hex SHA-256 of the loaded data.</param>
/// <param name="Semantics">Semantics version of the computation.</param>
/// <param name="Start">First date asked for.</param>
/// <param name="End">Last date asked for.</param>
/// <param name="InitialCash">In <paramref name="Currency"/>.</param>
/// <param name="Currency">Of every amount.</param>
/// <param name="Rebalance">When the sleeve decides.</param>
/// <param name="Benchmark">Benchmark id.</param>
public sealed record TearsheetIdentity(
    SleeveSpec Sleeve,
    string RunId,
    string OptionsHash,
    string DataDigest,
    int Semantics,
    DateOnly Start,
    DateOnly End,
    double InitialCash,
    string Currency,
    string Rebalance,
    string Benchmark);
