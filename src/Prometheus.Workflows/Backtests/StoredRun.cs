using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Reports.Tearsheets;
using Prometheus.Stores;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Backtests;

/// <summary>A run read back from its rows.</summary>
public static class StoredRun
{
    /// <summary>The manifest a stored run was made from.</summary>
    /// <exception cref="DataError">The stored configuration no longer gives the stored run id.</exception>
    public static RunManifest ManifestOf(RunRow run)
    {
        var config = JsonNode.Parse(run.ConfigJson)!.AsObject();
        var manifest = new RunManifest(
            new SleeveSpec(
                run.SleeveId,
                run.StrategyId,
                run.MarketId,
                config["universe_id"]!.GetValue<string>(),
                run.PortfolioId,
                config["assessment_strategy_id"]!.GetValue<string>(),
                config["assessment_horizon_days"]!.GetValue<int>()),
            config["options"].Deserialize<SleeveOptions>(CanonicalJson.Options)!,
            run.StartDate,
            run.EndDate,
            config["initial_cash"]!.GetValue<double>(),
            config["benchmark"]!.GetValue<string>(),
            run.DataDigest)
        {
            Schema = config["schema"]!.GetValue<int>(),
            Semantics = config["semantics"]!.GetValue<int>(),
            RiskFreePerYear = config["risk_free_per_year"]?.GetValue<double>(),
            SessionsPerYear = config["sessions_per_year"]!.GetValue<double>(),
            Strategy = config["strategy"] is { } own
                ? new StrategyIdentity(
                    own["id"]!.GetValue<string>(),
                    own["version"]!.GetValue<int>(),
                    CanonicalJson.SerializeToString(own["parameters"]),
                    own["content_digest"]!.GetValue<string>())
                : null,
        };
        return manifest.RunId == run.RunId
            ? manifest
            : throw new DataError($"the stored configuration of run {run.RunId} gives run id {manifest.RunId}: its row was changed, or it was written by another version");
    }

    /// <summary>The campaign that computes runs anew which share their range and terms.</summary>
    /// <param name="manifests">At least one; λ predictions are not attached.</param>
    /// <param name="strategies">The strategies besides the house's that are at hand.</param>
    /// <exception cref="UserError">A run is of a strategy that is not at hand, or not any more the one it ran.</exception>
    internal static CampaignOptions CampaignOf(IReadOnlyList<RunManifest> manifests, IReadOnlyList<StrategyDefinition>? strategies = null) => new()
    {
        MarketId = manifests[0].Sleeve.MarketId,
        Start = manifests[0].Start,
        End = manifests[0].End,
        InitialCash = manifests[0].InitialCash,
        Benchmark = manifests[0].Benchmark,
        RiskFreePerYear = manifests[0].RiskFreePerYear,
        SessionsPerYear = manifests[0].SessionsPerYear,
        Sleeves = [.. manifests.Select(m => new CampaignSleeve(m.Sleeve, m.Options)
        {
            Strategy = m.Strategy is { } own ? StrategyDefinition.Restore(strategies ?? [], own) : null,
        })],
    };

    /// <summary>What a tearsheet shows of a stored run.</summary>
    /// <exception cref="UserError">The run failed, so there is nothing to show.</exception>
    public static TearsheetFacts FactsOf(DatabasePair databases, RunRow run)
    {
        if (run.Error is { } error)
            throw new UserError($"run {run.RunId} failed and has no results: {error}");
        var runtime = databases.Runtime;
        var daily = RunStore.ReadDaily(runtime, run.RunId);
        var fills = ExecutionStore.ReadFills(runtime, run.RunId);
        var profits = new ProfitLedger();
        foreach (var fill in fills)
            profits.Book(fill.InstrumentId, fill.Side, fill.Quantity, fill.Price, fill.Commission);
        foreach (var position in ExecutionStore.ReadLastPositions(runtime, run.RunId))
            profits.Mark(position.InstrumentId, position.MarketValue, position.UnrealizedPnl);
        return new TearsheetFacts(
            ManifestOf(run),
            MarketCatalog.Get(run.MarketId).Currency,
            daily.Select(d => d.Date).ToArray(),
            daily.Select(DailyOf).ToArray(),
            daily.Select(d => d.BenchmarkValue ?? double.NaN).ToArray(),
            BookStore.ReadTargets(runtime, run.RunId).Select(t => new SectorTarget(t.AsOfDate, t.Sector ?? SectorHistory.Unknown, t.TargetWeight)).ToArray(),
            profits.Profits(),
            fills.Count,
            run.Metrics(),
            JsonSerializer.Deserialize<DataCard>(run.DataCardJson!, CanonicalJson.Options)!)
        {
            Regimes = [.. daily.Select(d => d.Regime is { } label ? StoredName.Of(label) : null)],
        };
    }

    private static DailyRecord DailyOf(DailyRow row, int session) => new(
        session,
        row.EquityCurveValue,
        row.Cash,
        row.GrossExposure ?? double.NaN,
        row.NetExposure ?? double.NaN,
        row.Drawdown,
        row.TradedValue,
        row.Turnover,
        row.Commission,
        row.Slippage,
        row.Dividends,
        row.Names,
        row.StalePositions,
        row.FragileExposure ?? double.NaN);
}
