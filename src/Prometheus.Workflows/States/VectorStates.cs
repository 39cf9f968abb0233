using Prometheus.Core.Markets;
using Prometheus.Embeddings.Joint;
using Prometheus.Embeddings.Numeric;
using Prometheus.Embeddings.Texts;
using Prometheus.Scenarios;
using Prometheus.States.Declarations;
using Prometheus.States.Profiles;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;

namespace Prometheus.Workflows.States;

/// <summary>The declarations of vectors: of windows, of texts, and of both side by side in joint spaces.</summary>
internal static class VectorStates
{
    private const string WindowTable = "numeric_window_embeddings";
    private const string TextTable = "text_embeddings";
    private const string JointTable = "joint_embeddings";
    private const string Scenarios = "scenario_sets";

    /// <summary>Windows of instruments, sectors and the market, one state a model.</summary>
    public static IReadOnlyList<PiecewiseDefinition> Windows { get; } =
        [.. NumericModels.All.Select(m => Window($"{m.ToString().ToLowerInvariant()} windows", m, "embed numeric", MarketEntities.Reads))];

    public static PiecewiseDefinition IssuerWindows { get; } =
        Window("issuer windows", NumericModel.Profile, "profile build", MarketEntities.Reads, "financial_statements");

    public static PiecewiseDefinition BookWindows { get; } =
        Window("book windows", NumericModel.Portfolio, "embed portfolios", MarketEntities.Reads, "target_portfolios");

    public static PiecewiseDefinition ScenarioWindows { get; } =
        Window("scenario paths", NumericModel.Scenario, "embed scenario", MarketEntities.Reads, Scenarios);

    public static PiecewiseDefinition NewsTexts { get; } = Texts(TextModel.News, null, "news_articles");

    public static PiecewiseDefinition MacroTexts { get; } = Texts(TextModel.Macro, null, "macro_events", "news_articles");

    public static PiecewiseDefinition ProfileTexts { get; } =
        Texts(TextModel.Profile, MarketShares.Reads, "fundamental_ratios", "filings", "earnings_calls", "instrument_facts");

    public static PiecewiseDefinition IssuerNews { get; } = Vectors("issuer news", TextModel.FinGeneral.ModelId, TextTable, "embed text", null, "news_articles", TextTable);

    public static PiecewiseDefinition Profile { get; } =
        Joint(JointSpaces.Profile, "joint profiles", null, WindowTable, TextTable, "price_series");

    public static PiecewiseDefinition RegimeContext { get; } =
        Joint(JointSpaces.RegimeContext, "joint regime-context", null, "regimes", TextTable, "news_articles");

    public static PiecewiseDefinition RegimeMacro { get; } =
        Joint(JointSpaces.RegimeMacro, "joint regime-macro", null, "regimes", TextTable, "macro_events");

    public static PiecewiseDefinition Episode { get; } = Joint(JointSpaces.Episode, "joint episodes", null, "regimes", TextTable, "news_articles");

    /// <summary>Names in the space that they share with scenarios.</summary>
    public static PiecewiseDefinition StabFragility { get; } = Joint(JointSpaces.StabFragility, "embed stab-states", ScenarioDescriptor.Reads, WindowTable);

    /// <summary>Scenarios in the space that they share with names.</summary>
    public static PiecewiseDefinition StabScenarios { get; } = Vectors(
        "stab scenarios", JointSpaces.StabFragility.ModelId, JointTable, "embed stab-scenarios", MarketEntities.Reads | ScenarioDescriptor.Reads, Scenarios, WindowTable);

    public static PiecewiseDefinition AssessmentContext { get; } =
        Joint(JointSpaces.AssessmentContext, "joint assessment-context", MarketReads.Members | MarketReads.Levels, JointTable, TextTable);

    public static PiecewiseDefinition Portfolio { get; } = Joint(JointSpaces.Portfolio, "joint portfolios", null, WindowTable);

    /// <summary>Finished runs, beside the environment they went through.</summary>
    public static PiecewiseDefinition Runs { get; } = new()
    {
        Kind = JointSpaces.MetaConfigEnvironment.JointType,
        ModelId = JointSpaces.MetaConfigEnvironment.ModelId,
        Table = JointTable,
        Command = "joint meta",
        Reads = MarketReads.TotalReturns,
        StoredReads = ["backtest_runs", "backtest_daily_equity"],
        Needs = [RegimeEngine.Definition.Usual, RegimeFeatures.Definition.Usual, StabilityEngine.Definition.Usual],
    };

    public static IReadOnlyList<PiecewiseDefinition> All { get; } =
    [
        .. Windows, IssuerWindows, BookWindows, ScenarioWindows, NewsTexts, MacroTexts, ProfileTexts, IssuerNews,
        Profile, RegimeContext, RegimeMacro, Episode, StabFragility, StabScenarios, AssessmentContext, Portfolio, Runs,
    ];

    private static PiecewiseDefinition Window(string kind, NumericModel model, string command, MarketReads? reads, params string[] stored)
        => Vectors(kind, NumericModels.BaseIdOf(model), WindowTable, command, reads, stored);

    private static PiecewiseDefinition Texts(string sourceType, MarketReads? reads, params string[] stored)
        => Vectors($"{sourceType.ToLowerInvariant()} texts", TextModel.All.First(m => m.SourceType == sourceType).ModelId, TextTable, "embed text", reads, stored);

    private static PiecewiseDefinition Joint(JointSpace space, string command, MarketReads? reads, params string[] stored)
        => Vectors(space.JointType, space.ModelId, JointTable, command, reads, stored);

    private static PiecewiseDefinition Vectors(string kind, string modelId, string table, string command, MarketReads? reads, params string[] stored)
        => new() { Kind = kind, ModelId = modelId, Table = table, Command = command, Reads = reads, StoredReads = stored };
}
