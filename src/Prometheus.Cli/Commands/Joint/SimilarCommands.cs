using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Metrics;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary><c>similar</c>: what resembles what.</summary>
internal static class SimilarCommands
{
    private static readonly string[] ProfileColumns = ["issuer_id", "instrument_id", "region", "source"];
    private static readonly string[] ContextColumns = ["instrument_id", "issuer_id", "region", "source"];

    public static Command Profiles(CommandHost host, string name)
        => Build(host, name, JointSpaces.Profile, "--issuer-id", "ISS_SYN001", BackfillJointProfiles.Prefix, ProfileColumns);

    public static Command Contexts(CommandHost host, string name)
        => Build(host, name, JointSpaces.AssessmentContext, "--instrument-id", "SYN001.US", BackfillJointAssessmentContext.Prefix, ContextColumns);

    private static Command Build(CommandHost host, string name, JointSpace space, string flag, string sample, string prefix, string[] columns)
    {
        var id = new Option<string>(flag) { Description = "whose neighbours", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date (yyyy-MM-dd)", required: true);
        var region = JointOptions.Text("--region", "only candidates of this region");
        var flags = new SimilarFlags(space);
        return host.Command(
            name,
            $"what resembles one in {space.JointType} on the same date",
            $"{host.Line("similar", name)} {flag} {sample} --as-of 2022-06-01",
            [id, asOf, region, .. flags.Options],
            (call, databases) =>
            {
                var question = flags.Question(call, prefix + call.Get(id), call.Get(asOf), prefix) with
                {
                    IsCandidate = v => call.Get(region) is not { } wanted || new JointCells(v).Scope("region") == wanted,
                };
                SimilarTable.Print(call, FindSimilar.Execute(databases.Historical, question), columns, flags.All(call));
                return ExitCode.Done;
            });
    }

    private static readonly string[] PortfoliosColumns = ["portfolio_id", "source"];

    /// <summary>Other portfolios whose books resemble one on the same date: <c>similar portfolios</c>, also <c>script find_similar_portfolios</c>.</summary>
    public static Command Portfolios(CommandHost host, string name)
    {
        var id = new Option<string>("--portfolio-id") { Description = "whose neighbours", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date (yyyy-MM-dd)", required: true);
        var run = new Option<string?>("--run-id") { Description = "of the contexts that have the portfolio, this run [the first one, which is named]", HelpName = "id" };
        var flags = new SimilarFlags(JointSpaces.Portfolio);
        return host.Command(
            name,
            "portfolios whose books resemble one on the same date",
            $"{host.Line("similar", name)} --portfolio-id US_CORE_LONG_EQ_H21_PORTFOLIO --as-of 2022-06-03 --asof-tolerance 7",
            [id, asOf, run, .. flags.Options],
            (call, databases) =>
            {
                var portfolio = call.Get(id);
                var question = flags.Question(call, "", call.Get(asOf), BackfillJointPortfolios.Prefix);
                question = question with
                {
                    EntityKey = KeyOf(databases, question, portfolio, call.Get(run)),
                    IsCandidate = v => new JointCells(v).Scope("portfolio_id") != portfolio,
                };
                SimilarTable.Print(
                    call, FindSimilar.Execute(databases.Historical, question), PortfoliosColumns, flags.All(call), ("context", cells => cells.Scope("context")));
                return ExitCode.Done;
            });
    }

    /// <summary>The context that is meant: the named run's, else the first of those that have the portfolio.</summary>
    private static string KeyOf(DatabasePair databases, SimilarityQuestion question, string portfolio, string? run)
    {
        var keys = JointEmbeddingStore.Keys(databases.Historical, question.JointType, question.ModelId, BackfillJointPortfolios.Prefix, question.AsOf!.Value)
            .Where(k => k.EndsWith(":" + portfolio, StringComparison.Ordinal) && (run is null || k.StartsWith(BackfillJointPortfolios.Prefix + run, StringComparison.Ordinal)))
            .ToArray();
        return keys.Length > 0
            ? keys[0]
            : throw new NothingMatchedError($"{question.JointType} {question.ModelId} holds no vector of portfolio {portfolio}{(run is null ? "" : $" in run {run}")} up to {question.AsOf:yyyy-MM-dd}");
    }

    private static readonly string[] RunsColumns = ["run_id", "strategy_id", "universe_id", "as_of_date", "source"];
    private static readonly string[] Labels = [MetricCatalog.CumulativeReturn.Key, MetricCatalog.AnnualisedSharpe.Key, MetricCatalog.MaxDrawdown.Key];

    /// <summary>
    /// Runs that were configured alike and went through a like environment: <c>similar meta-runs</c>, also <c>script find_similar_meta_runs</c>. What came
    /// of them is shown, never compared.
    /// </summary>
    public static Command Runs(CommandHost host, string name)
    {
        var id = new Option<string>("--run-id") { Description = "run, by its id or its first characters", Required = true, HelpName = "id" };
        var strategy = new Option<string?>("--strategy-id") { Description = "only runs of this strategy", HelpName = "id" };
        var start = CommonOptions.OptionalDate("--start", "first end date of a candidate [first stored]");
        var end = CommonOptions.OptionalDate("--end", "last end date of a candidate [last stored]");
        var flags = new SimilarFlags(JointSpaces.MetaConfigEnvironment);
        return host.Command(
            name,
            "runs with a like configuration in a like environment",
            $"{host.Line("similar", name)} --run-id 1f0c",
            [id, strategy, start, end, .. flags.Options],
            (call, databases) =>
            {
                var run = RunStore.Find(databases.Runtime, call.Get(id)).RunId;
                var question = flags.Question(call, BackfillJointMeta.Prefix + run, null, BackfillJointMeta.Prefix) with
                {
                    AcrossDates = true,
                    Start = call.Get(start) ?? new DateOnly(1800, 1, 1),
                    End = call.Get(end) ?? new DateOnly(2999, 12, 31),
                    IsCandidate = v => call.Get(strategy) is not { } wanted || new JointCells(v).Scope("strategy_id") == wanted,
                    Branches = [JointSpaces.Config, JointSpaces.Environment],
                };
                if (question.End < question.Start)
                    throw new UserError($"--end {question.End:yyyy-MM-dd} lies before --start {question.Start:yyyy-MM-dd}");
                SimilarTable.Print(
                    call,
                    FindSimilar.Execute(databases.Historical, question),
                    RunsColumns,
                    flags.All(call),
                    [.. Labels.Select(label => (label, (Func<JointCells, object?>)(cells => MetricOf(databases, cells.Scope("run_id"), label))))]);
                return ExitCode.Done;
            });
    }

    private static double MetricOf(DatabasePair databases, string? run, string metric)
        => run is not null && RunStore.TryFind(databases.Runtime, run) is { } row && row.Metrics().TryGetValue(metric, out var value) ? value : double.NaN;

    private static readonly string[] ScenariosColumns = ["scenario_set_id", "scenario_id", "as_of_date", "source"];

    /// <summary>
    /// Scenarios that resemble the stability state of an instrument: <c>similar stab-scenarios</c>, also <c>script find_similar_stab_scenarios</c>. A
    /// diagnosis: a set that has seen later days than the state may be asked, and the long form says so.
    /// </summary>
    public static Command Scenarios(CommandHost host, string name)
    {
        var id = new Option<string>("--instrument-id") { Description = "whose state", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date of the state (yyyy-MM-dd)", required: true);
        var set = new Option<string?>("--scenario-set-id") { Description = "only scenarios of this set", HelpName = "id" };
        var start = CommonOptions.OptionalDate("--start", "first date of a scenario [first stored]");
        var end = CommonOptions.OptionalDate("--end", "last date of a scenario [last stored]");
        var flags = new SimilarFlags(JointSpaces.StabFragility);
        return host.Command(
            name,
            "scenarios that resemble the stability state of an instrument",
            $"{host.Line("similar", name)} --instrument-id SYN001.US --as-of 2022-12-30",
            [id, asOf, set, start, end, .. flags.Options],
            (call, databases) =>
            {
                var date = call.Get(asOf);
                var question = flags.Question(call, $"INSTRUMENT:{call.Get(id)}", date, call.Get(set) is { } one ? $"SCENARIO:{one}:" : "SCENARIO:") with
                {
                    AcrossDates = true,
                    Start = call.Get(start) ?? new DateOnly(1800, 1, 1),
                    End = call.Get(end) ?? new DateOnly(2999, 12, 31),
                };
                SimilarTable.Print(
                    call,
                    FindSimilar.Execute(databases.Historical, question),
                    ScenariosColumns,
                    flags.All(call),
                    ("hindsight", cells => cells.Of("as_of_date", "") is DateOnly known && known > date));
                return ExitCode.Done;
            });
    }

    private static readonly string[] EpisodesColumns = ["episode_id", "label", "region", "start_date", "end_date", "episode_as_of"];

    /// <summary>Episodes that resemble a day of a region: <c>similar episodes</c>, also <c>script find_similar_episodes_to_regime</c>.</summary>
    public static Command Episodes(CommandHost host, string name)
    {
        var region = new Option<string>("--region") { Description = "region, e.g. US", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date (yyyy-MM-dd)", required: true);
        var everywhere = new Option<bool>("--all-regions") { Description = "episodes of other regions too" };
        var context = new Option<string>("--regime-model-id") { Description = "id of the joint model of the region's day", DefaultValueFactory = _ => JointSpaces.RegimeContext.ModelId, HelpName = "id" };
        var flags = new SimilarFlags(JointSpaces.Episode);
        return host.Command(
            name,
            "episodes whose days resemble a day of a region, as they were known on that day",
            $"{host.Line("similar", name)} --region US --as-of 2022-12-30",
            [region, asOf, everywhere, context, .. flags.Options],
            (call, databases) =>
            {
                var question = flags.Question(call, BackfillJointRegimeContext.Prefix + call.Get(region), call.Get(asOf), BackfillJointEpisodes.Prefix) with
                {
                    AcrossDates = true,
                    IsCandidate = v => call.Get(everywhere) || new JointCells(v).Scope("region") == call.Get(region),
                };
                SimilarTable.Print(call, FindSimilar.Episodes(databases.Historical, question, call.Get(context)), EpisodesColumns, flags.All(call));
                return ExitCode.Done;
            });
    }

    /// <summary>
    /// <c>similar analogs</c>: earlier sessions of the same entity that resemble one, with what followed each; below them the mean outcome and its
    /// bootstrap band.
    /// </summary>
    public static Command Analogs(CommandHost host)
    {
        var model = new Option<string>("--model-id") { Description = "id of a numeric or joint model", DefaultValueFactory = _ => "num-regime-core-v1", HelpName = "id" };
        var type = new Option<string>("--entity-type") { Description = "INSTRUMENT, ISSUER, MARKET or REGION", DefaultValueFactory = _ => "INSTRUMENT", HelpName = "type" };
        var id = new Option<string>("--entity-id", "--instrument-id") { Description = "whose analogs", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date (yyyy-MM-dd)", required: true);
        var market = JointOptions.Market();
        var window = DeclaredOption.Of<AnalogQuestion, int>(nameof(AnalogQuestion.WindowDays), "--window-days", "sessions of a window: analogs do not share days", "n");
        var topK = DeclaredOption.Of<AnalogQuestion, int>(nameof(AnalogQuestion.Count), "--top-k", "analogs", "n");
        var tolerance = DeclaredOption.Of<AnalogQuestion, int>(nameof(AnalogQuestion.ToleranceDays), "--asof-tolerance", "where the date has no vector: the last one at most so many calendar days before", "days");
        return host.Command(
            "analogs",
            "earlier sessions of the same entity that resemble one, and what followed",
            "prometheus similar analogs --instrument-id SYN001.US --as-of 2022-06-01",
            [id, type, asOf, model, market, window, topK, tolerance],
            (call, databases) =>
            {
                var answer = FindAnalogs.Execute(
                    databases,
                    new AnalogQuestion
                    {
                        MarketId = call.Get(market),
                        ModelId = call.Get(model),
                        EntityType = call.Get(type).ToUpperInvariant(),
                        EntityId = call.Get(id),
                        AsOf = call.Get(asOf),
                        ToleranceDays = call.Get(tolerance),
                        WindowDays = call.Get(window),
                        Count = call.Get(topK),
                    },
                    call.Cancellation);
                return call.Print(new Table(AnalogsColumns, [.. Rows(answer)]));
            });
    }

    private static TableColumn[] AnalogsColumns =>
    [
        new("row"), new("as_of_date"), new("cosine", "F6"), new("euclidean", "F6"),
        .. AnalogOutcome.Horizons.SelectMany(h => (TableColumn[])[Outcome("return", h), Outcome("volatility", h), Outcome("drawdown", h)]),
    ];

    private static TableColumn Outcome(string what, int horizon) => new(string.Create(CultureInfo.InvariantCulture, $"{what}_{horizon}d"), "F6", "P1");

    private static IEnumerable<object?[]> Rows(AnalogAnswer answer)
    {
        foreach (var (place, analog) in answer.Analogs.Index())
            yield return [(place + 1).ToString(CultureInfo.InvariantCulture), analog.AsOf, analog.Cosine, analog.Distance, .. analog.Outcomes.SelectMany(o => (object?[])[o.Return, o.Volatility, o.Drawdown])];
        yield return Band("mean", b => b.Mean);
        yield return Band("low_5", b => b.Low);
        yield return Band("high_95", b => b.High);

        object?[] Band(string name, Func<AnalogBand, double> value)
            => [name, null, null, null, .. answer.Bands.SelectMany(b => (object?[])[value(b.Return), value(b.Volatility), value(b.Drawdown)])];
    }
}
