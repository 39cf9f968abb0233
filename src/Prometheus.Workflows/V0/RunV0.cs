using System.Globalization;
using System.Text.Json;
using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Markets;
using Prometheus.Core.Metrics;
using Prometheus.Core.Options;
using Prometheus.Jobs;
using Prometheus.Meta.Selection;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Risk;
using Prometheus.Scenarios;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Files;
using Prometheus.Workflows.Lambda;
using Prometheus.Workflows.Meta;
using Prometheus.Workflows.Regimes;
using Prometheus.Workflows.Risk;
using Prometheus.Workflows.Scenarios;
using Prometheus.Workflows.Stability;
using Prometheus.Workflows.States;
using Prometheus.Workflows.Universes;

namespace Prometheus.Workflows.V0;

/// <summary>
/// The whole v0 campaign of seed 000: states, risk series, universes, λ and its forecast, scenarios, backtests with and without λ̂ and risk,
/// scenario risk, choices. Each step is the workflow of its own command, saves what is not there yet, and so the flow goes on where it stopped.
/// </summary>
public sealed class RunV0
{
    private readonly DatabasePair _databases;
    private readonly V0Options _options;
    private readonly V0Files _files;
    private readonly JobRunner _runner;
    private readonly IProgress<V0Progress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly List<V0Step> _done = [];
    private readonly (string Name, Func<string> Run)[] _steps;
    private LambdaExperimentResult? _lambda;
    private CampaignResult? _riskOn;
    private CampaignResult? _riskOff;
    private SelectionOutcome[] _choices = [];

    private RunV0(DatabasePair databases, V0Options options, JobRunner runner, IProgress<V0Progress>? progress, CancellationToken cancellation)
    {
        _databases = databases;
        _options = options;
        _files = new V0Files(options);
        _runner = runner;
        _progress = progress;
        _cancellation = cancellation;
        _steps =
        [
            ("returns and volatilities", Derive),
            ("regimes", ClassifyRegimes),
            ("stability states", BackfillStabilities),
            ("regime risk", WriteRegimeRisk),
            ("stability risk", WriteStabilityRisk),
            ("universe", BackfillUniverses),
            ("opportunity density λ", WriteLambda),
            ("forecast λ̂", Forecast),
            ("λ-aware universe", BackfillAwareUniverses),
            ("scenarios", Scenarios),
            ("backtests with risk", () => Backtest(RiskOptions.Default, out _riskOn)),
            ("backtests without risk", () => Backtest(null, out _riskOff)),
            ("scenario risk", ScenarioRisks),
            ("choices", Choose),
        ];
    }

    /// <param name="databases">Holds the market; takes everything the flow makes.</param>
    /// <param name="options">Validated here.</param>
    /// <param name="runner">Saves units and remembers them.</param>
    /// <param name="progress">Told before, inside and after each step.</param>
    /// <param name="cancellation">Ends cleanly: what is saved stays.</param>
    /// <exception cref="NothingMatchedError">The market holds no session in the range.</exception>
    public static V0Result Execute(
        DatabasePair databases, V0Options options, JobRunner runner, IProgress<V0Progress>? progress = null, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        return new RunV0(databases, options, runner, progress, cancellation).Execute();
    }

    private V0Result Execute()
    {
        Directory.CreateDirectory(_options.Folder);
        foreach (var (name, run) in _steps)
        {
            _cancellation.ThrowIfCancellationRequested();
            Report(name);
            var outcome = run();
            _done.Add(new V0Step(name, outcome));
            _progress?.Report(new V0Progress(_done.Count, _steps.Length, name, outcome));
        }

        return new V0Result(_options, _done, _lambda!, _riskOn!, _riskOff!, _choices);
    }

    private string Derive() => Said(DeriveReturns.Execute(_databases, _options.MarketId, Jobs()));

    private string ClassifyRegimes() => Said(Regimes.ClassifyRegimes.Execute(
        _databases, _options.Region, _options.Start, _options.End, RegimeOptions.Default, Jobs()));

    private string WriteRegimeRisk()
    {
        var rows = RegimeRiskSeries.Rows(_databases, _options.Region, _options.Start, _options.End, RegimeRiskOptions.Default)
            .Select(r => r[..RegimeRiskSeries.Header.Count]);
        return Written(CsvFile.Write(_files.RegimeRisk, RegimeRiskSeries.Header, rows), _files.RegimeRisk);
    }

    private string BackfillStabilities() => Said(BackfillStability.Execute(
        _databases, _options.MarketId, StabilityEntity.Instrument, _options.Start, _options.End, StabilityOptions.Default, Jobs()));

    private string WriteStabilityRisk()
    {
        var rows = StabilityRisk.Rows(
            _databases, _options.MarketId, StabilityEntity.Instrument, _options.Start, _options.End, StateChangeOptions.Default, _cancellation);
        return Written(CsvFile.Write(_files.StabilityRisk, StabilityRisk.Header, rows), _files.StabilityRisk);
    }

    private string BackfillUniverses() => Members(Universe(_options.Start));

    private string BackfillAwareUniverses()
    {
        var predictions = LambdaPredictionsFile.Read(_files.Predictions, _options.ExperimentId, LambdaPredictionsFile.DefaultScoreColumn, _options.MarketId);
        var aware = Universe(_options.FirstTestDate) with
        {
            Lambda = predictions,
            Universe = _options.Universe with { LambdaWeight = _options.LambdaWeight },
        };
        return Members(aware);
    }

    private string WriteLambda()
    {
        var found = BackfillLambda.Execute(
            _databases, [_options.MarketId], _options.Start, _options.End, LambdaDensityOptions.Default, _options.Workers, _cancellation);
        return Written(CsvFile.Write(_files.Lambda, BackfillLambda.Header, found.Rows.Select(BackfillLambda.Cells)), _files.Lambda);
    }

    private string Forecast()
    {
        var files = new LambdaExperimentFiles
        {
            Input = _files.Lambda,
            Output = _files.Experiments,
            Predictions = _files.Predictions,
            RegimeRisk = _files.RegimeRisk,
            StabilityRisk = _files.StabilityRisk,
            AllColumns = true,
        };
        _lambda = RunLambdaExperiment.Execute(_databases, files, new LambdaExperimentOptions
        {
            ExperimentId = _options.ExperimentId,
            Model = _options.Model,
            TrainStart = _options.Start,
            TrainEnd = _options.LastTrainingDate,
            TestStart = _options.FirstTestDate,
            TestEnd = _options.End,
        });
        var m = _lambda.Metrics;
        return Invariant($"{m.PairsTest} forecasts, rank correlation a day {m.DailyIcMean:F2}, against the cluster mean DM {m.AgainstClusterMean.Statistic:F1}");
    }

    private string Scenarios()
    {
        var made = GenerateScenarios.Execute(_databases, ScenarioRequest, workers: _options.Workers, cancellation: _cancellation);
        return Invariant($"{made.Set.Paths} paths of {made.Set.Horizon} sessions from days up to {made.Set.MaxDataDate:yyyy-MM-dd}, set {made.ScenarioSetId}");
    }

    private string Backtest(RiskOptions? risk, out CampaignResult result)
    {
        var outcome = RunCampaign.Execute(_databases, V0Sleeves.Campaign(_options, risk), _options.Workers, _runner, Units(), _cancellation);
        result = outcome.Result;
        var finished = result.Sleeves.OfType<SleeveRun>().ToArray();
        var best = finished.MaxBy(s => s.Metrics[MetricCatalog.AnnualisedSharpe.Key]);
        return Invariant($"{finished.Length} of {result.Sleeves.Count} sleeves")
            + (best is null ? "" : Invariant($", highest Sharpe {best.Metrics[MetricCatalog.AnnualisedSharpe.Key]:F2} ({best.Sleeve.SleeveId})"));
    }

    private string ScenarioRisks()
    {
        var (books, portfolios) = (0, 0);
        foreach (var portfolio in _riskOn!.Sleeves.OfType<SleeveRun>().Select(s => s.Sleeve.PortfolioId).Distinct(StringComparer.Ordinal))
        {
            var selection = new BookSelection { PortfolioId = portfolio, Start = _options.FirstTestDate, End = _options.End, MarketId = _options.MarketId };
            books += RunScenarioRisk.Execute(_databases, selection, ScenarioRequest.SetId, _options.Workers, _cancellation).Sum(r => r.Books);
            portfolios++;
        }

        return Invariant($"{books} books of {portfolios} portfolios");
    }

    private string Choose()
    {
        var runs = _riskOn!.Sleeves.OfType<SleeveRun>().Select(s => s.RunId).ToArray();
        if (runs.Length == 0)
            return "no sleeve finished";
        _choices = RunRules.All.Select(rule => SelectSleeves.Execute(_databases, new SelectionRequest
        {
            StrategyId = _options.Strategy,
            Rule = rule,
            TopK = _options.TopK,
            MarketId = _options.MarketId,
            AsOf = _options.End,
            RunIds = runs,
        })).ToArray();
        return string.Join(", ", _choices.Select(FirstOf));
    }

    private static string FirstOf(SelectionOutcome choice)
    {
        var selected = choice.Selection.Selected;
        return $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(choice.Selection.Rule.ToString())}: {(selected.Count == 0 ? "none" : selected[0].SleeveId)}";
    }

    private ScenarioRequest ScenarioRequest => new()
    {
        Name = _options.ScenarioName,
        Description = $"{_options.ScenarioHorizonDays}d historical windows for {_options.MarketId}",
        HorizonDays = _options.ScenarioHorizonDays,
        NumPaths = _options.ScenarioPaths,
        Markets = [_options.MarketId],
        BaseDateStart = _options.Start,
        BaseDateEnd = _options.LastTrainingDate,
    };

    private JobContext Jobs() => new(new JobOptions { Workers = _options.Workers }, _runner, Units(), _cancellation);

    private UniverseBackfillOptions Universe(DateOnly start) => new() { Region = _options.Region, Start = start, End = _options.End, Universe = _options.Universe };

    private string Members(UniverseBackfillOptions options)
    {
        var outcome = BackfillUniverse.Execute(_databases, options, Jobs());
        return $"{options.Id}: {Said(outcome.Members)}"
            + (options.Lambda is null ? "" : Invariant($", λ̂ on {outcome.LambdaSessions} of {outcome.Sessions} sessions"));
    }

    private void Report(string name, JobProgress? units = null) => _progress?.Report(new V0Progress(_done.Count + 1, _steps.Length, name, Units: units));

    /// <summary>A listener that passes the units of the running step on.</summary>
    private StepUnits? Units() => _progress is null ? null : new StepUnits(this, _steps[_done.Count].Name);

    private string Said(JobOutcome outcome)
    {
        _cancellation.ThrowIfCancellationRequested();
        return outcome.Done == 0 ? "was there already" : Invariant($"{outcome.Rows:N0} rows in {outcome.Done} units");
    }

    private static string Written(long rows, string path) => Invariant($"{rows:N0} rows in {path}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class StepUnits(RunV0 flow, string name) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => flow.Report(name, value);
    }
}

/// <summary>How far the flow is.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Steps">All.</param>
/// <param name="Name">Of the step.</param>
/// <param name="Outcome">What the step came to; null while it runs.</param>
/// <param name="Units">Of the long work inside the step; null where there is none.</param>
public sealed record V0Progress(int Step, int Steps, string Name, string? Outcome = null, JobProgress? Units = null);

/// <summary>A finished step of the flow.</summary>
/// <param name="Name">Of the step.</param>
/// <param name="Outcome">One sentence with the figures that matter.</param>
public sealed record V0Step(string Name, string Outcome);

/// <summary>What the flow made.</summary>
/// <param name="Steps">In the order they ran.</param>
/// <param name="Lambda">The experiment behind λ̂.</param>
/// <param name="RiskOn">Baseline and λ-aware sleeves with the risk service.</param>
/// <param name="RiskOff">The same sleeves without it.</param>
/// <param name="Choices">One a rule of Meta, among the sleeves with the risk service.</param>
public sealed record V0Result(
    V0Options Options,
    IReadOnlyList<V0Step> Steps,
    LambdaExperimentResult Lambda,
    CampaignResult RiskOn,
    CampaignResult RiskOff,
    IReadOnlyList<SelectionOutcome> Choices)
{
    public V0Files Files => new(Options);

    public bool AnyFailed => RiskOn.AnyFailed || RiskOff.AnyFailed;
}

/// <summary>The files of the flow, named as the seeds name them.</summary>
public sealed record V0Files(V0Options Options)
{
    public string RegimeRisk => InFolder($"regime_risk_{Options.Region}_{Range}.csv");

    public string StabilityRisk => InFolder($"stab_risk_INSTRUMENT_{Range}.csv");

    public string Lambda => InFolder($"lambda_{Options.MarketId}_{Range}.csv");

    public string Experiments => InFolder($"lambda_experiments_{Options.MarketId}.csv");

    public string Predictions => InFolder($"lambda_predictions_{Options.MarketId}.csv");

    public string Report => InFolder("v0.html");

    public string Tearsheet(string sleeveId) => InFolder($"{sleeveId}.html");

    private string Range => string.Create(CultureInfo.InvariantCulture, $"{Options.Start:yyyyMMdd}_{Options.End:yyyyMMdd}");

    private string InFolder(string name) => Path.Combine(Options.Folder, name);
}

/// <summary>What the v0 flow runs over. Everything that is not here is the default of the step it belongs to.</summary>
public sealed record V0Options : FlowOptions
{
    /// <summary>US, EU or ASIA.</summary>
    [Words("US", "EU", "ASIA")]
    public string Region { get; init; } = "US";

    public LambdaModel Model { get; init; } = LambdaModel.GlobalLinearFull;

    [Range(1, 2520, Unit = "sessions")]
    public int ScenarioHorizonDays { get; init; } = 20;

    [Range(1, 1e6, Unit = "paths")]
    public int ScenarioPaths { get; init; } = 500;

    public string MarketId => MarketCatalog.OfRegion(Region).MarketId;

    public string Strategy => StrategyId ?? $"{MarketId}_CORE_LONG_EQ";

    /// <summary>Of the universes of the region and of the sleeves alike.</summary>
    public UniverseOptions Universe => UniverseOptions.Default with { MaximumSize = MaximumUniverseSize };

    public string ExperimentId => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_{LambdaModelNames.Of(Model).ToUpperInvariant()}_V0");

    /// <summary>Scenarios are drawn from the dates λ̂ is trained on.</summary>
    public string ScenarioName
        => string.Create(CultureInfo.InvariantCulture, $"{MarketId}_HIST_{ScenarioHorizonDays}D_{Start:yyyyMMdd}_{LastTrainingDate:yyyyMMdd}");
}
