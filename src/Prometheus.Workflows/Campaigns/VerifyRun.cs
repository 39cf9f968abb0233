using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Strategies;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Backtests;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Workflows.Campaigns;

/// <summary>Recomputes a stored run from the data as they are now and compares it with what is stored.</summary>
public static class VerifyRun
{
    /// <param name="lambda">Where the λ predictions of a run that used some are; null where it used none.</param>
    /// <param name="strategies">The strategies besides the house's that are at hand.</param>
    /// <returns>One line a comparison; all equal means the run stands.</returns>
    /// <exception cref="UserError">The run used predictions that are not at hand, or not any more; or a strategy that is not.</exception>
    public static IReadOnlyList<VerifiedItem> Execute(
        DatabasePair databases,
        RunRow stored,
        int workers,
        LambdaSettings? lambda = null,
        IReadOnlyList<StrategyDefinition>? strategies = null,
        CancellationToken cancellation = default)
    {
        var manifest = StoredRun.ManifestOf(stored);
        var campaign = StoredRun.CampaignOf([manifest], strategies);
        if (manifest.Options.Lambda is not null)
        {
            campaign = CampaignLambda.Attach(
                campaign, lambda ?? throw new UserError($"run {stored.RunId} used λ predictions: name their file with --lambda-predictions"));
        }

        var fresh = RunCampaign.Compute(databases, campaign, workers, cancellation).Sleeves[0];
        var items = new List<VerifiedItem>
        {
            new("semantics version", manifest.Semantics.ToString(System.Globalization.CultureInfo.InvariantCulture), RunManifest.CurrentSemantics.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("data digest", stored.DataDigest, fresh.Manifest.DataDigest),
            new("outcome", stored.Error ?? "finished", (fresh as SleeveFailure)?.Reason ?? "finished"),
        };
        if (fresh is SleeveRun run && stored.Error is null)
            Compare(databases.Runtime, stored, run, items);
        return items;
    }

    private static void Compare(Database runtime, RunRow stored, SleeveRun run, List<VerifiedItem> items)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var metrics = stored.Metrics();

        // A run stored before a metric existed is not wrong for lacking it.
        foreach (var (key, value) in run.Metrics.Where(m => metrics.ContainsKey(m.Key)))
            items.Add(new VerifiedItem(key, metrics.GetValueOrDefault(key, double.NaN).ToString("R", culture), value.ToString("R", culture)));
        var daily = RunStore.ReadDaily(runtime, stored.RunId);
        items.Add(new VerifiedItem("equity curve", HashOf(daily.Select(d => d.EquityCurveValue)), HashOf(run.Daily.Select(d => d.Equity))));
        var fills = ExecutionStore.ReadFills(runtime, stored.RunId);
        items.Add(new VerifiedItem("fills", HashOf(fills.SelectMany(f => new[] { f.Quantity, f.Price })), HashOf(run.Fills.SelectMany(f => new[] { f.Quantity, f.Price }))));
    }

    private static string HashOf(IEnumerable<double> values) => Core.Identity.StableId.HashOf(values.ToArray())[..16];
}

/// <summary>One comparison between a stored run and its recomputation.</summary>
public sealed record VerifiedItem(string Item, string Stored, string Recomputed)
{
    public bool IsEqual => Stored == Recomputed;
}
