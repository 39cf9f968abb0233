using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Markets;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Risk.Reports;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Backtests;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Risk;

/// <summary>Computes the risk reports of stored target books, with the options of the run they belong to, and saves one context after the other.</summary>
public static class BackfillRiskReports
{
    /// <exception cref="Core.Errors.NothingMatchedError">No target book is stored in the selection.</exception>
    public static IReadOnlyList<ReportedBooks> Execute(DatabasePair databases, BookSelection selection, int workers, CancellationToken cancellation = default)
        => Execute(databases, selection, selection.Read(databases.Runtime), onlyMissing: false, workers, cancellation);

    internal static IReadOnlyList<ReportedBooks> Execute(
        DatabasePair databases, BookSelection selection, IReadOnlyList<TargetBook> books, bool onlyMissing, int workers, CancellationToken cancellation)
    {
        var end = books.Max(b => b.AsOfDate);
        var stored = RiskReportStore.Read(databases.Runtime, selection.PortfolioId, books.Min(b => b.AsOfDate), end, null)
            .Select(r => (r.Context, r.AsOfDate)).ToHashSet();
        var states = new Dictionary<(string, StabilityOptions, FragilityOptions), States>();
        var done = new List<ReportedBooks>();
        foreach (var context in books.GroupBy(b => b.Context, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var missing = context.Where(b => !stored.Contains((b.Context, b.AsOfDate))).ToArray();
            var wanted = onlyMissing ? missing : context.ToArray();
            if (wanted.Length > 0)
            {
                var (marketId, options) = OptionsOf(databases.Runtime, context.Key, selection.MarketId);
                var key = (marketId, options.Stability, options.Fragility ?? FragilityOptions.Default);
                if (!states.TryGetValue(key, out var state))
                    states[key] = state = Load(databases, key, end, workers, cancellation);
                var reports = Reports(state, wanted, options.Portfolio, workers, cancellation);
                databases.Runtime.InTransaction(unit => RiskReportStore.Save(unit, context.Key, selection.PortfolioId, state.Market, reports));
            }

            done.Add(new ReportedBooks(context.Key, context.Count(), missing.Length, Hindsight: 0));
        }

        return done;
    }

    private static (string MarketId, SleeveOptions Options) OptionsOf(Database runtime, string context, string marketId)
    {
        if (RunStore.TryFind(runtime, context) is not { } run)
            return (marketId, SleeveOptions.Default);
        return (run.MarketId, StoredRun.ManifestOf(run).Options);
    }

    private static States Load(
        DatabasePair databases,
        (string MarketId, StabilityOptions Stability, FragilityOptions Fragility) of,
        DateOnly end,
        int workers,
        CancellationToken cancellation)
    {
        var fragility = FragilityEngine.Definition.Of(new FragilityRequest(of.Stability, RegimeOptions.Default, of.Fragility));
        var states = MarketLoader.LoadFor(databases, of.MarketId, end, [fragility], workers, cancellation, RiskReportEngine.Reads);
        var fragile = states.Get(fragility);
        return new States(states.Market, states.Get(StabilityEngine.Definition.Of(of.Stability)), fragile);
    }

    private static RiskReport[] Reports(States state, TargetBook[] books, PortfolioOptions options, int workers, CancellationToken cancellation)
    {
        var placed = Array.ConvertAll(books, book =>
        {
            var (columns, weights) = BookColumns.Of(state.Market, book);
            return (BookColumns.SessionOf(state.Market, book), columns, weights);
        });
        return RiskReports.Of(state.Market, placed, options, state.Stability, state.Fragility, workers, cancellation);
    }

    private sealed record States(Market Market, StabilityState Stability, FragilityState Fragility);
}

/// <summary>What was done for the books of one context.</summary>
/// <param name="Context"><c>live</c> or the run id.</param>
/// <param name="Books">Decision dates in the request.</param>
/// <param name="Created">How many of them had no report before.</param>
/// <param name="Hindsight">How many lie before the last day of the scenario set they were tried on; 0 where there was no set.</param>
public sealed record ReportedBooks(string Context, int Books, int Created, int Hindsight);
