using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>The verbs of joint spaces, under their own names and the seeds'.</summary>
internal static class JointCommands
{
    public static Command Joint(CommandHost host) => CommandHost.Group(
        "joint",
        "joint spaces: branches side by side in one vector",
        JointProfilesCommand.Build(host, "profiles"),
        JointRegimeContextCommand.Build(host, "regime-context", RegimeContextKind.News),
        JointRegimeContextCommand.Build(host, "regime-macro", RegimeContextKind.Macro),
        JointEpisodesCommand.Build(host, "episodes"),
        JointAssessmentContextCommand.Build(host, "assessment-context"),
        JointPortfoliosCommand.Build(host, "portfolios"),
        JointMetaCommand.Build(host, "meta"),
        CommandHost.Group("show", "stored vectors of a joint space", [.. JointView.All.Select(v => JointShowCommand.Build(host, v.Verb, v))]));

    public static Command Similar(CommandHost host) => CommandHost.Group(
        "similar",
        "what resembles what",
        SimilarNamesCommand.Profiles(host, "profiles"),
        SimilarNamesCommand.Contexts(host, "assessment-context"),
        SimilarPortfoliosCommand.Build(host, "portfolios"),
        SimilarRunsCommand.Build(host, "meta-runs"),
        SimilarScenariosCommand.Build(host, "stab-scenarios"),
        SimilarEpisodesCommand.Build(host, "episodes"),
        SimilarAnalogsCommand.Build(host));

    public static Command[] Scripts(CommandHost host) =>
    [
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
    ];
}
