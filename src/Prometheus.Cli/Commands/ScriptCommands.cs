using System.CommandLine;
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
                RegimeClassifyCommand.Build(host, "run_numeric_regime"),
                RegimeRiskCommand.Build(host, "backfill_regime_change_risk"),
                StabRiskCommand.Build(host, "backfill_stability_change_risk"),
                LambdaBackfillCommand.Build(host, "backfill_opportunity_density"),
                LambdaExperimentCommand.Build(host, "run_opportunity_density_experiment"),
                LambdaSummariseCommand.Build(host, "summarise_opportunity_density_experiments"),
                LambdaAlignCommand.Build(host, "analyse_lambda_universe_alignment"),
                AssessCompareCommand.Build(host, "compare_assessment_models"),
                CampaignCommand.Build(host, "run_backtest_campaign"),
                CampaignMetaCommand.Build(host, "run_campaign_and_meta"),
                ScenarioRiskCommand.Build(host, "run_portfolio_scenario_risk"),
                BackfillCommand.Build(host, "backfill_universes_basic"),
                BackfillLambdaCommand.Build(host, "backfill_universes_with_lambda"),
                TextScripts.News(host),
                TextScripts.IssuerNews(host),
                TextScripts.Profiles(host),
                TextScripts.Macro(host),
                SleeveListCommand.Build(host, "setup_phase1_sleeves"),
                EmbedScenarioCommand.Build(host, "backfill_numeric_scenario_embeddings"),
                EmbedStabStatesCommand.Build(host, "backfill_joint_stab_fragility_states"),
                EmbedStabScenariosCommand.Build(host, "backfill_joint_stab_fragility_scenarios"),
                StabExposureCommand.Build(host, "show_portfolio_stab_scenario_exposure"),
                PortfolioStabMetricsCommand.Build(host, "backfill_portfolio_stab_scenario_metrics"),
                BacktestStabMetricsCommand.Build(host, "backfill_backtest_stab_scenario_metrics"),
                EmbedNumericCommand.Build(host, "backfill_numeric_embeddings_comprehensive"),
                EmbedNumericPlainCommand.Build(host),
                BackfillVendorCommand.Build(host),
                JointProfilesCommand.Build(host, "backfill_joint_profiles"),
                JointRegimeContextCommand.Build(host, "backfill_joint_regime_context", RegimeContextKind.News),
                JointRegimeContextCommand.Build(host, "backfill_joint_regime_macro_context", RegimeContextKind.Macro),
                JointEpisodesCommand.Build(host, "backfill_joint_episode_context"),
                JointAssessmentContextCommand.Build(host, "backfill_joint_assessment_context"),
                JointPortfoliosCommand.Build(host, "backfill_joint_portfolios"),
                EmbedPortfoliosCommand.Build(host, "backfill_numeric_portfolio_embeddings"),
                JointMetaCommand.Build(host, "backfill_joint_meta_config_env"),
                .. JointView.All.Select(v => JointShowCommand.Build(host, v.Script, v)),
                SimilarNamesCommand.Profiles(host, "find_similar_profiles"),
                SimilarNamesCommand.Contexts(host, "find_similar_assessment_context"),
                SimilarPortfoliosCommand.Build(host, "find_similar_portfolios"),
                SimilarRunsCommand.Build(host, "find_similar_meta_runs"),
                SimilarScenariosCommand.Build(host, "find_similar_stab_scenarios"),
                SimilarEpisodesCommand.Build(host, "find_similar_episodes_to_regime"),
            ]);
        foreach (var command in group.Subcommands)
            command.Aliases.Add(command.Name + ".py");
        return group;
    }
}
