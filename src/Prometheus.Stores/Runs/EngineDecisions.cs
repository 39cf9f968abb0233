using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Identity;
using Prometheus.Portfolio.Construction;
using Prometheus.Stores.States;

namespace Prometheus.Stores.Runs;

/// <summary>The engines that stood behind one run, a row each: model, options, what they read, where their output lies, the state of the market.</summary>
internal static class EngineDecisions
{
    private const string Regime = "REGIME";
    private const string Stability = "STABILITY";
    private const string Fragility = "FRAGILITY";
    private const string Opportunity = "OPPORTUNITY";
    private const string Assessment = "ASSESSMENT";
    private const string Universe = "UNIVERSE";
    private const string Portfolio = "PORTFOLIO";
    private const string Risk = "RISK";

    /// <summary>The risk service has one catalogue of rules; its limits are its options.</summary>
    private const string RiskModelId = "risk-rules-v1";

    /// <summary>In the order they worked.</summary>
    public static IReadOnlyList<DecisionRow> Of(SleeveRun run)
    {
        var options = run.Manifest.Options;
        var rows = new List<DecisionRow>();
        var climate = CanonicalJson.SerializeToString(MarketConditions.Of(run));
        if (run.Signals.Regime is { } regime)
            Add(Regime, regime.ModelId, regime.Options, [], "backtest_daily_equity", new { run_id = run.RunId });
        if (run.Signals.Stability is { } stability)
            Add(Stability, stability.ModelId, stability.Options, [], "stability_vectors", new { entity_type = "INSTRUMENT", model_id = stability.ModelId });
        if (run.Signals.Fragility is { } fragility)
            Add(Fragility, fragility.ModelId, fragility.Options, [Regime, Stability], "universe_members", new { context = run.RunId, universe_id = run.Sleeve.UniverseId });
        if (options.Lambda is { } lambda)
            Add(Opportunity, lambda.ExperimentId ?? lambda.ScoreColumn, lambda, [Stability], "universe_members", new { context = run.RunId, universe_id = run.Sleeve.UniverseId });
        if (run.Signals.Assessment is { } assessment)
        {
            Add(Assessment, assessment.ModelId, assessment.Options, [Stability], "instrument_scores", new
            {
                strategy_id = run.Sleeve.AssessmentStrategyId,
                horizon_days = assessment.Options.HorizonSessions,
                model_id = assessment.ModelId,
            });
        }

        if (run.Signals.Universe is { } universe)
            Add(Universe, universe.ModelId, universe.Options, [Regime, Stability, Fragility, Opportunity, Assessment], "universe_members", new { context = run.RunId, universe_id = run.Sleeve.UniverseId });
        var bookModel = run.Manifest.Strategy is { } own
            ? FormattableString.Invariant($"{own.Id}-v{own.Version}")
            : StableId.ModelId(PortfolioState.DefaultModelId, options.Portfolio, PortfolioOptions.Default);
        Add(Portfolio, bookModel, options.Portfolio, [Assessment, Universe], "target_portfolios", new { context = run.RunId, portfolio_id = run.Sleeve.PortfolioId });
        if (options.Risk is { } risk)
        {
            var riskModel = StableId.ModelId(RiskModelId, risk, Prometheus.Portfolio.Risk.RiskOptions.Default);
            Add(Risk, riskModel, risk, [Portfolio], "risk_actions", new { context = run.RunId, portfolio_id = run.Sleeve.PortfolioId });
        }

        return rows;

        void Add<TOptions, TKey>(string engine, string modelId, TOptions settings, string[] read, string table, TKey key) => rows.Add(new DecisionRow
        {
            DecisionId = IdOf(engine, run.RunId),
            EngineName = engine,
            RunId = run.RunId,
            StrategyId = run.Sleeve.StrategyId,
            MarketId = run.Sleeve.MarketId,
            AsOfDate = run.Manifest.End,
            ConfigId = modelId,
            InputRefs = CanonicalJson.SerializeToString(new
            {
                run_id = run.RunId,
                model_id = modelId,
                options_hash = StableId.HashOf(settings),
                start_date = run.Manifest.Start,
                end_date = run.Manifest.End,
                data_digest = run.Manifest.DataDigest,
                decisions = read.Where(e => rows.Exists(r => r.EngineName == e)).Select(e => IdOf(e, run.RunId)),
            }),
            OutputRefs = CanonicalJson.SerializeToString(new { table, key }),
            Metadata = climate,
        });
    }

    private static string IdOf(string engine, string runId) => StableId.Of(engine, runId);
}
