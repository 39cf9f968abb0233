using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>The verbs of joint spaces.</summary>
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
}
