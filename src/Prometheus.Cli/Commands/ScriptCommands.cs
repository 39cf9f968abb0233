using Prometheus.Cli.Commands.Assessment;
using Prometheus.Cli.Commands.Backtests;
using Prometheus.Cli.Commands.Data;
using Prometheus.Cli.Commands.Embeddings;
using Prometheus.Cli.Commands.Joint;
using Prometheus.Cli.Commands.Lambda;
using Prometheus.Cli.Commands.Regimes;
using Prometheus.Cli.Commands.Scenarios;
using Prometheus.Cli.Commands.Stability;
using Prometheus.Cli.Commands.StabScenarios;
using Prometheus.Cli.Commands.Universes;
using Prometheus.Cli.Hosting;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands;

/// <summary>The seeds' own command lines: <c>prometheus script NAME …</c>, with or without <c>.py</c>. They print CSV always.</summary>
internal static class ScriptCommands
{
    public static Command Build(CommandHost host)
    {
        host = host.PrintingCsvOnly();
        var group = CommandHost.Group(
            "script",
            "the seeds' command lines, by script name",
            [
                RegimeCommands.Classify(host, "run_numeric_regime"),
                RegimeCommands.Risk(host, "backfill_regime_change_risk"),
                StabilityCommands.Risk(host, "backfill_stability_change_risk"),
                LambdaCommands.Backfill(host, "backfill_opportunity_density"),
                LambdaCommands.Experiment(host, "run_opportunity_density_experiment"),
                LambdaCommands.Summarise(host, "summarise_opportunity_density_experiments"),
                LambdaCommands.Align(host, "analyse_lambda_universe_alignment"),
                AssessmentCommands.Compare(host, "compare_assessment_models"),
                CampaignCommand.Build(host, "run_backtest_campaign"),
                CampaignMetaCommand.Build(host, "run_campaign_and_meta"),
                ScenarioCommands.Risk(host, "run_portfolio_scenario_risk"),
                UniverseCommands.Backfill(host, "backfill_universes_basic"),
                UniverseCommands.BackfillLambda(host, "backfill_universes_with_lambda"),
                TextCommands.News(host),
                TextCommands.IssuerNews(host),
                TextCommands.Profiles(host),
                TextCommands.Macro(host),
                SleeveListCommand.Build(host, "setup_phase1_sleeves"),
                StabScenarioCommands.EmbedScenario(host, "backfill_numeric_scenario_embeddings"),
                StabScenarioCommands.EmbedStates(host, "backfill_joint_stab_fragility_states"),
                StabScenarioCommands.PlaceScenarios(host, "backfill_joint_stab_fragility_scenarios"),
                StabScenarioCommands.Exposure(host, "show_portfolio_stab_scenario_exposure"),
                StabScenarioCommands.PortfolioMetrics(host, "backfill_portfolio_stab_scenario_metrics"),
                StabScenarioCommands.BacktestMetrics(host, "backfill_backtest_stab_scenario_metrics"),
                EmbedNumericCommands.Numeric(host, "backfill_numeric_embeddings_comprehensive"),
                EmbedNumericCommands.Plain(host),
                DataImportCommands.BackfillVendor(host),
                JointCommands.Profiles(host, "backfill_joint_profiles"),
                JointCommands.RegimeContext(host, "backfill_joint_regime_context", RegimeContextKind.News),
                JointCommands.RegimeContext(host, "backfill_joint_regime_macro_context", RegimeContextKind.Macro),
                JointCommands.Episodes(host, "backfill_joint_episode_context"),
                JointCommands.AssessmentContext(host, "backfill_joint_assessment_context"),
                JointCommands.Portfolios(host, "backfill_joint_portfolios"),
                JointCommands.EmbedPortfolios(host, "backfill_numeric_portfolio_embeddings"),
                JointCommands.Runs(host, "backfill_joint_meta_config_env"),
                .. JointView.All.Select(v => JointCommands.Show(host, v.Script, v)),
                SimilarCommands.Profiles(host, "find_similar_profiles"),
                SimilarCommands.Contexts(host, "find_similar_assessment_context"),
                SimilarCommands.Portfolios(host, "find_similar_portfolios"),
                SimilarCommands.Runs(host, "find_similar_meta_runs"),
                SimilarCommands.Scenarios(host, "find_similar_stab_scenarios"),
                SimilarCommands.Episodes(host, "find_similar_episodes_to_regime"),
            ]);
        foreach (var command in group.Subcommands)
            command.Aliases.Add(command.Name + ".py");
        return group;
    }
}
