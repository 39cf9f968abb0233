using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Meta.Selection;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Stores.Embeddings;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Files;
using Prometheus.Workflows.Lambda;
using Prometheus.Workflows.Meta;

namespace Prometheus.Workflows.Ablation;

/// <summary>
/// The same sleeves on the same dates with regimes, stability, assessment and λ̂ each with and without embeddings, and with all of them: what
/// embeddings are worth to a book, part by part. Runs are stored like those of any campaign; Meta chooses among them.
/// </summary>
public static class RunAblation
{
    /// <param name="databases">Holds the market, and the context vectors where the assessment is to look at them.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="runner">Saves units and remembers them.</param>
    /// <param name="progress">Of the saving.</param>
    /// <param name="cancellation">Ends cleanly: what is saved stays.</param>
    /// <exception cref="NothingMatchedError">The market holds no session in the range.</exception>
    public static AblationResult Execute(
        DatabasePair databases, AblationOptions options, JobRunner runner, IProgress<JobProgress>? progress = null, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        MarketCatalog.Get(options.MarketId);
        Directory.CreateDirectory(options.Folder);
        var missing = new List<string>();
        if (ContextVectorStore.ReadDates(databases.Historical, ContextOptions.Default.ContextModelId, options.End).Count == 0)
            missing.Add($"the assessment: no vectors of {ContextOptions.Default.ContextModelId} are stored up to {options.End:yyyy-MM-dd}");
        var variants = AblationVariant.Of([.. Enum.GetValues<AblationPart>().Where(p => p != AblationPart.Assessment || missing.Count == 0)]);

        var (plain, embedded) = Forecast(databases, options, cancellation);
        var campaign = AblationSleeves.Campaign(options, variants, options.File(Predictions));
        var outcome = RunCampaign.Execute(databases, campaign, options.Workers, runner, progress, cancellation);
        return new AblationResult(options, variants, missing, plain, embedded, outcome.Result, Choose(databases, options, outcome.Result));
    }

    private const string Predictions = "lambda_predictions.csv";

    /// <summary>λ̂ by the same split twice: from what clusters were, and with what their members look like beside it.</summary>
    private static (LambdaExperimentResult Plain, LambdaExperimentResult Embedded) Forecast(
        DatabasePair databases, AblationOptions options, CancellationToken cancellation)
    {
        var panel = options.File("lambda.csv");
        var found = BackfillLambda.Execute(
            databases, [options.MarketId], options.Start, options.End, LambdaDensityOptions.Default, options.Workers, cancellation);
        CsvFile.Write(panel, BackfillLambda.Header, found.Rows.Select(BackfillLambda.Cells));
        return (Run(options.PlainExperiment, LambdaModel.GlobalLinearFull, null), Run(options.EmbeddedExperiment, LambdaModel.GlobalRidge, AblationOptions.ClusterModelId));

        LambdaExperimentResult Run(string experiment, LambdaModel model, string? features)
        {
            var files = new LambdaExperimentFiles
            {
                Input = panel,
                Output = options.File("lambda_experiments.csv"),
                Predictions = options.File(Predictions),
                Features = features,
                AllColumns = true,
            };
            return RunLambdaExperiment.Execute(databases, files, new LambdaExperimentOptions
            {
                ExperimentId = experiment,
                Model = model,
                TrainStart = options.Start,
                TrainEnd = options.LastTrainingDate,
                TestStart = options.FirstTestDate,
                TestEnd = options.End,
            });
        }
    }

    private static SelectionOutcome[] Choose(DatabasePair databases, AblationOptions options, CampaignResult campaign)
    {
        var runs = campaign.Sleeves.OfType<SleeveRun>().Select(s => s.RunId).ToArray();
        return runs.Length == 0 ? [] : RunRules.All.Select(rule => SelectSleeves.Execute(databases, new SelectionRequest
        {
            StrategyId = options.Strategy,
            Rule = rule,
            TopK = options.TopK,
            MarketId = options.MarketId,
            AsOf = options.End,
            RunIds = runs,
        })).ToArray();
    }
}

/// <summary>What an ablation made.</summary>
/// <param name="Variants">The baseline first; the sleeves of the campaign are the catalogue's, once a variant in this order.</param>
/// <param name="Missing">Why parts were left out; empty where none was.</param>
/// <param name="Plain">The experiment behind λ̂ without embeddings.</param>
/// <param name="Embedded">The one with them.</param>
/// <param name="Campaign">All sleeves.</param>
/// <param name="Choices">One a rule of Meta, among all of them.</param>
public sealed record AblationResult(
    AblationOptions Options,
    IReadOnlyList<AblationVariant> Variants,
    IReadOnlyList<string> Missing,
    LambdaExperimentResult Plain,
    LambdaExperimentResult Embedded,
    CampaignResult Campaign,
    IReadOnlyList<SelectionOutcome> Choices)
{
    /// <summary>Sleeves of one variant.</summary>
    public int SleevesPerVariant => Campaign.Sleeves.Count / Variants.Count;

    public bool IsPartial => Missing.Count > 0 || Campaign.AnyFailed;
}

/// <summary>What is run with and without embeddings.</summary>
public sealed record AblationOptions : FlowOptions
{
    public string MarketId { get; init; } = "US_EQ";

    /// <summary>How every sleeve behaves in each regime: without a rule the regime would change nothing.</summary>
    public RegimeRules RegimeRules { get; init; } = new() { Crisis = 0, RiskOff = 0.5 };

    public string Strategy => StrategyId ?? $"{MarketId}_CORE_LONG_EQ";

    /// <summary>The numeric model whose vectors regimes and λ̂ look at.</summary>
    public static string ClusterModelId => NumericModels.BaseIdOf(NumericModel.Regime);

    /// <summary>The numeric model whose vectors stability looks at.</summary>
    public static string StabilityModelId => NumericModels.BaseIdOf(NumericModel.Stability);

    public string PlainExperiment => Experiment(LambdaModel.GlobalLinearFull);

    public string EmbeddedExperiment => Experiment(LambdaModel.GlobalRidge);

    public string File(string name) => Path.Combine(Folder, name);

    private string Experiment(LambdaModel model)
        => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_{LambdaModelNames.Of(model).ToUpperInvariant()}_ABLATION");
}
