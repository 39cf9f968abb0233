using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
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
