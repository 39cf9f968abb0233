using Prometheus.Core.Errors;
using Prometheus.Core.Options;

namespace Prometheus.Embeddings.Joint;

/// <summary>The joint spaces of the platform with their default weights.</summary>
public static class JointSpaces
{
    /// <summary>Numbers of a numeric branch, at most.</summary>
    public const int NumericWidth = 64;

    /// <summary>Numbers of a text branch of the built-in encoder.</summary>
    public const int TextWidth = 384;

    /// <summary>Numbers of the scenario descriptor φ.</summary>
    public const int DescriptorWidth = 229;

    public const string Numeric = "numeric";
    public const string Behaviour = "behaviour";
    public const string Text = "text";
    public const string Regime = "regime";
    public const string News = "news";
    public const string Macro = "macro";
    public const string Stab = "stab";
    public const string Descriptor = "scenario";
    public const string ProfileBranch = "profile";
    public const string Config = "config";
    public const string Environment = "env";
    public const string Outcome = "outcome";

    /// <summary>What an issuer is: its numbers, how its price behaves, and what is written of it.</summary>
    public static JointSpace Profile { get; } = new(
        "PROFILE_CORE_V0",
        "joint-profile-core-v1",
        [
            new(Numeric, "num-profile-core-v1", 0.25, NumericWidth),
            new(Behaviour, "num-regime-core-v1", 0.25, NumericWidth),
            new(Text, "text-profile-v1", 0.5, TextWidth),
        ]);

    /// <summary>What kind of day it is for a region, with the news of the session.</summary>
    public static JointSpace RegimeContext { get; } = new(
        "REGIME_CONTEXT_V0",
        "joint-regime-core-v1",
        [new(Regime, "num-regime-core-v1", 0.5, NumericWidth), new(News, "text-fin-general-v1", 0.5, TextWidth)]);

    /// <summary>The same with macro events in place of news.</summary>
    public static JointSpace RegimeMacro { get; } = new(
        "REGIME_MACRO_V0",
        "joint-regime-macro-v1",
        [new(Regime, "num-regime-core-v1", 0.5, NumericWidth), new(Macro, "text-macro-v1", 0.5, TextWidth)]);

    /// <summary>How stable a name is and how it would take a scenario; instruments, scenarios and books share it.</summary>
    public static JointSpace StabFragility { get; } = new(
        "STAB_FRAGILITY_V0",
        "joint-stab-fragility-v1",
        [new(Stab, "num-stab-core-v1", 0.2, NumericWidth), new(Descriptor, "scenario-descriptor-v1", 0.8, DescriptorWidth)]);

    /// <summary>Everything known of an instrument on a date.</summary>
    public static JointSpace AssessmentContext { get; } = new(
        "ASSESSMENT_CTX_V0",
        "joint-assessment-context-v1",
        [
            new(ProfileBranch, Profile.ModelId, 1, WidthOf(Profile)),
            new(Regime, RegimeContext.ModelId, 1, WidthOf(RegimeContext)),
            new(Stab, StabFragility.ModelId, 1, WidthOf(StabFragility)),
            new(Text, "text-fin-general-v1", 1, TextWidth),
        ]);

    /// <summary>A named stretch of history: what went before, what happened, what followed.</summary>
    public static JointSpace Episode { get; } = new(
        "EPISODE_V0",
        "joint-episode-core-v1",
        [.. EpisodeBranches(Regime, "num-regime-core-v1", NumericWidth), .. EpisodeBranches(News, "text-fin-general-v1", TextWidth)]);

    public static JointSpace Portfolio { get; } = new(
        "PORTFOLIO_CORE_V0", "joint-portfolio-core-v1", [new(Numeric, "num-portfolio-core-v1", 1, NumericWidth)]);

    /// <summary>How a run was configured, in which environment it ran, and what came of it.</summary>
    public static JointSpace MetaConfigEnvironment { get; } = new(
        "META_CONFIG_ENV_V0",
        "joint-meta-config-env-v1",
        [
            new(Config, "meta-config-v1", 1, MetaSchema.ConfigWidth),
            new(Environment, "meta-env-v1", 1, MetaSchema.EnvironmentWidth),
            new(Outcome, "meta-outcome-v1", 1, MetaSchema.OutcomeWidth),
        ]);

    public static IReadOnlyList<JointSpace> All { get; } =
        [Profile, RegimeContext, RegimeMacro, StabFragility, AssessmentContext, Episode, Portfolio, MetaConfigEnvironment];

    /// <exception cref="UserError">No such space.</exception>
    public static JointSpace OfType(string jointType) => All.FirstOrDefault(s => s.JointType == jointType)
        ?? throw new UserError($"there is no joint space '{jointType}'; known are {string.Join(", ", All.Select(s => s.JointType))}");

    /// <summary>Numbers of a vector of the space.</summary>
    public static int WidthOf(JointSpace space) => space.Branches.Sum(b => b.Dim);

    private static SpaceBranch[] EpisodeBranches(string what, string modelId, int width) =>
    [
        new($"{what}_{EpisodePhases.Pre}", modelId, 0.125, width),
        new($"{what}_{EpisodePhases.During}", modelId, 0.25, width),
        new($"{what}_{EpisodePhases.Post}", modelId, 0.125, width),
    ];
}

/// <summary>One branch of a joint space.</summary>
/// <param name="Name">Of the branch, unique in its space.</param>
/// <param name="ModelId">Whose vectors it takes.</param>
/// <param name="Weight">Share of the cosine when all branches are present; weights of a space need not add to 1.</param>
/// <param name="Dim">Numbers of its block.</param>
public sealed record SpaceBranch(string Name, string ModelId, [property: Range(0, 1e6)] double Weight, [property: Range(1, 1e6)] int Dim);
