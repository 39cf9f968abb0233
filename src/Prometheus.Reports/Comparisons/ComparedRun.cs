using Prometheus.Backtest.Comparison;
using Prometheus.Reports.Tearsheets;

namespace Prometheus.Reports.Comparisons;

/// <summary>One run among those compared.</summary>
/// <param name="Facts">What the run left.</param>
/// <param name="Books">Its targets, by ascending date.</param>
public sealed record ComparedRun(TearsheetFacts Facts, IReadOnlyList<DatedBook> Books);
