using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Joint;
using Prometheus.Embeddings.Numeric;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Embeddings;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>The verbs of joint spaces.</summary>
internal static class JointCommands
{
    public static Command Joint(CommandHost host) => CommandHost.Group(
        "joint",
        "joint spaces: branches side by side in one vector",
        JointCommands.Profiles(host, "profiles"),
        JointCommands.RegimeContext(host, "regime-context", RegimeContextKind.News),
        JointCommands.RegimeContext(host, "regime-macro", RegimeContextKind.Macro),
        JointCommands.Episodes(host, "episodes"),
        JointCommands.AssessmentContext(host, "assessment-context"),
        JointCommands.Portfolios(host, "portfolios"),
        JointCommands.Runs(host, "meta"),
        CommandHost.Group("show", "stored vectors of a joint space", [.. JointView.All.Select(v => JointCommands.Show(host, v.Verb, v))]));

    public static Command Similar(CommandHost host) => CommandHost.Group(
        "similar",
        "what resembles what",
        SimilarCommands.Profiles(host, "profiles"),
        SimilarCommands.Contexts(host, "assessment-context"),
        SimilarCommands.Portfolios(host, "portfolios"),
        SimilarCommands.Runs(host, "meta-runs"),
        SimilarCommands.Scenarios(host, "stab-scenarios"),
        SimilarCommands.Episodes(host, "episodes"),
        SimilarCommands.Analogs(host));

    /// <summary><c>joint profiles</c>, also <c>script backfill_joint_profiles</c>.</summary>
    public static Command Profiles(CommandHost host, string name)
    {
        var dates = new JointDates();
        var space = new SpaceFlags(JointSpaces.Profile)
            .Model("--numeric-profile-model-id", JointSpaces.Numeric).Model("--behaviour-model-id", JointSpaces.Behaviour).Model("--text-model-id", JointSpaces.Text)
            .Weight("--w-numeric", JointSpaces.Numeric).Weight("--w-behaviour", JointSpaces.Behaviour).Weight("--w-text", JointSpaces.Text);
        var market = JointOptions.Market();
        var issuers = JointOptions.List("--issuer-id", "only these issuers");
        var limit = JointOptions.Limit("issuers");
        var window = JointOptions.Window();
        return BackfillVerb.Build(
            host,
            name,
            "join numbers, behaviour and texts of issuers",
            $"{host.Line("joint", name)} --as-of 2022-06-01",
            "joint profiles",
            [.. dates.Options, market, issuers, limit, window, .. space.Options],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                var joint = space.Read(call);
                return BackfillJointProfiles.Execute(
                    databases, joint, call.Get(market), call.Get(issuers) ?? [], call.Get(limit), call.Get(window), start, end, jobs);
            });
    }

    /// <summary>
    /// <c>joint regime-context</c> and <c>joint regime-macro</c>, also <c>script backfill_joint_regime_context</c> and
    /// <c>script backfill_joint_regime_macro_context</c>.
    /// </summary>
    public static Command RegimeContext(CommandHost host, string name, RegimeContextKind kind)
    {
        var isNews = kind == RegimeContextKind.News;
        var dates = new JointDates();
        var text = isNews ? JointSpaces.News : JointSpaces.Macro;
        var space = new SpaceFlags(isNews ? JointSpaces.RegimeContext : JointSpaces.RegimeMacro)
            .Model("--text-model-id", text).Weight("--w-regime", JointSpaces.Regime).Weight("--w-text", text);
        var regions = JointOptions.List("--region", "regions, e.g. US", required: true);
        var language = JointOptions.Text("--language", "only articles of this language");
        var country = JointOptions.Text("--country", "only events of this country");
        var eventType = JointOptions.Text("--event-type", "only events of this type");
        return BackfillVerb.Build(
            host,
            name,
            isNews ? "join the regime of a region with the news of the session" : "join the regime of a region with the macro events of the session",
            name.StartsWith("backfill", StringComparison.Ordinal) ? $"prometheus script {name} --region US --as-of 2022-06-01" : $"prometheus joint {name} --region US --date-range 2022-01-03 2022-12-30",
            "joint regimes",
            [regions, .. dates.Options, .. isNews ? (Option[])[language] : [country, eventType], .. space.Options],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                var joint = space.Read(call);
                var filter = isNews ? new RegimeContextFilter(call.Get(language), null, null) : new RegimeContextFilter(null, call.Get(country), call.Get(eventType));
                return BackfillJointRegimeContext.Execute(databases, joint, kind, call.Get(regions), filter, start, end, jobs);
            });
    }

    /// <summary><c>joint episodes</c>, also <c>script backfill_joint_episode_context</c>.</summary>
    public static Command Episodes(CommandHost host, string name)
    {
        var file = new Option<string?>("--episodes-file") { Description = "JSON list of {episode_id, label, region, start_date, end_date} [built-in: 1998 to 2022]", HelpName = "file" };
        var space = new SpaceFlags(JointSpaces.Episode).Model("--text-model-id", JointSpaces.News).Weight("--w-regime", JointSpaces.Regime).Weight("--w-text", JointSpaces.News);
        var language = JointOptions.Text("--language", "only articles of this language");
        return BackfillVerb.Build(
            host,
            name,
            "join regimes and news before, during and after named episodes",
            host.Line("joint", name),
            "joint episodes",
            [file, language, .. space.Options],
            (call, databases, jobs) =>
            {
                var joint = space.Read(call);
                var episodes = call.Get(file) is { } path ? EpisodeList.Read(path) : EpisodeList.BuiltIn();
                return BackfillJointEpisodes.Execute(databases, joint, episodes, call.Get(language), jobs);
            });
    }

    /// <summary><c>joint assessment-context</c>, also <c>script backfill_joint_assessment_context</c>.</summary>
    public static Command AssessmentContext(CommandHost host, string name)
    {
        var dates = new JointDates();
        var space = new SpaceFlags(JointSpaces.AssessmentContext)
            .Model("--profile-joint-model-id", JointSpaces.ProfileBranch).Model("--regime-joint-model-id", JointSpaces.Regime)
            .Model("--stab-joint-model-id", JointSpaces.Stab).Model("--text-model-id", JointSpaces.Text)
            .Weight("--w-profile", JointSpaces.ProfileBranch).Weight("--w-regime", JointSpaces.Regime).Weight("--w-stab", JointSpaces.Stab).Weight("--w-text", JointSpaces.Text);
        var market = JointOptions.Market();
        var instruments = JointOptions.List("--instrument-id", "only these instruments");
        var region = JointOptions.Text("--region", "region of the market [the market's own]");
        var limit = JointOptions.Limit("instruments");
        var offset = DeclaredOption.Of<ContextRequest, int>(nameof(ContextRequest.Offset), "--offset", "leave out so many instruments at the beginning", "n");
        var days = DeclaredOption.Of<ContextRequest, int>(nameof(ContextRequest.TextWindowDays), "--text-window-days", "calendar days of recent text, the date included", "n");
        var frequency = JointOptions.Text("--frequency", "sessions to write beside the first: weekly, monthly, every:N; the vectors of the others go [daily]");
        return BackfillVerb.Build(
            host,
            name,
            "join everything known of instruments: profile, regime, stability, recent text",
            name == "assessment-context" ? "prometheus joint assessment-context --as-of 2022-06-01" : $"prometheus script {name} --as-of 2022-06-01 --region US",
            "joint contexts",
            [.. dates.Options, market, instruments, region, limit, offset, days, frequency, .. space.Options],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                if (call.Get(region) is { } asked && asked != MarketCatalog.Get(call.Get(market)).Region)
                    throw new UserError($"market {call.Get(market)} lies in region {MarketCatalog.Get(call.Get(market)).Region}, found --region {asked}");
                var joint = space.Read(call);
                var request = DeclaredOption.Checked(new ContextRequest
                {
                    MarketId = call.Get(market),
                    Instruments = [.. call.Get(instruments) ?? []],
                    Offset = call.Get(offset),
                    Limit = call.Get(limit),
                    TextWindowDays = call.Get(days),
                    Frequency = call.Get(frequency),
                }, frequency.Name);
                return BackfillJointAssessmentContext.Execute(databases, joint, request, start, end, jobs);
            });
    }

    /// <summary><c>joint portfolios</c>, also <c>script backfill_joint_portfolios</c>.</summary>
    public static Command Portfolios(CommandHost host, string name)
    {
        var dates = new JointDates();
        var space = new SpaceFlags(JointSpaces.Portfolio).Model("--numeric-model-id", JointSpaces.Numeric);
        var portfolios = JointOptions.List("--portfolio-id", "only these portfolios, in every context that has them");
        var limit = JointOptions.Limit("portfolios");
        var window = JointOptions.Window();
        return BackfillVerb.Build(
            host,
            name,
            "bring the numeric vectors of stored books into their joint space",
            $"{host.Line("joint", name)} --start 2022-01-03 --end 2022-12-30",
            "joint portfolios",
            [.. dates.Options, portfolios, limit, window, .. space.Options],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                var joint = space.Read(call);
                return BackfillJointPortfolios.Execute(
                    databases, joint, call.Get(portfolios) ?? [], call.Get(limit), call.Get(window), start, end, jobs);
            });
    }

    /// <summary><c>joint meta</c>, also <c>script backfill_joint_meta_config_env</c>.</summary>
    public static Command Runs(CommandHost host, string name)
    {
        var space = new SpaceFlags(JointSpaces.MetaConfigEnvironment)
            .Weight("--w-config", JointSpaces.Config).Weight("--w-env", JointSpaces.Environment).Weight("--w-outcome", JointSpaces.Outcome);
        var strategies = JointOptions.List("--strategy-id", "only runs of these strategies");
        var start = CommonOptions.OptionalDate("--start", "first end date of a run [first stored]");
        var end = CommonOptions.OptionalDate("--end", "last end date of a run [last stored]");
        var limit = JointOptions.Limit("runs");
        return BackfillVerb.Build(
            host,
            name,
            "join configuration, environment and outcome of finished runs",
            host.Line("joint", name),
            "joint runs",
            [strategies, start, end, limit, .. space.Options],
            (call, databases, jobs) =>
            {
                var joint = space.Read(call);
                var request = new MetaRequest { Strategies = [.. call.Get(strategies) ?? []], Start = call.Get(start), End = call.Get(end), Limit = call.Get(limit) };
                return BackfillJointMeta.Execute(databases, joint, request, jobs);
            });
    }

    /// <summary><c>embed portfolios</c>, also <c>script backfill_numeric_portfolio_embeddings</c>: the numeric vectors that <c>joint portfolios</c> stands on.</summary>
    public static Command EmbedPortfolios(CommandHost host, string name)
    {
        var standard = NumericModels.BaseIdOf(NumericModel.Portfolio);
        var dates = new JointDates();
        var portfolios = JointOptions.List("--portfolio-id", "only these portfolios, in every context that has them");
        var market = JointOptions.Market();
        var limit = JointOptions.Limit("books");
        var model = new Option<string>("--model-id") { Description = "model", DefaultValueFactory = _ => standard, HelpName = "id" };
        var window = JointOptions.Window();
        return BackfillVerb.Build(
            host,
            name,
            "encode stored target books as one series each",
            $"{host.Line("embed", name)} --start 2022-01-03 --end 2022-12-30",
            "books",
            [.. dates.Options, portfolios, market, limit, model, window],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                if (call.Get(model) != standard)
                    throw new UserError($"--model-id expects {standard}, found '{call.Get(model)}'");
                var options = NumericOptions.Default with { WindowSessions = call.Get(window) };
                return BackfillPortfolioEmbeddings.Execute(
                    databases, call.Get(portfolios) ?? [], call.Get(market), call.Get(limit), options, start, end, jobs);
            });
    }

    /// <summary><c>joint show …</c>, also <c>script show_joint_…</c>: stored vectors of one space. The header is printed also where there is none.</summary>
    public static Command Show(CommandHost host, string name, JointView view)
    {
        var dates = new JointDates();
        var filters = view.Filters.ToDictionary(f => f, f => new Option<string?>("--" + f.Replace('_', '-')) { Description = "only this one", HelpName = "id" }, StringComparer.Ordinal);
        var model = new Option<string>("--model-id", "--joint-model-id") { Description = "id of the joint model", DefaultValueFactory = _ => view.Space.ModelId, HelpName = "id" };
        var limit = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--limit", "rows, the earliest first", "n", view.Limit);
        return host.Command(
            name,
            $"stored vectors of {view.Space.JointType}",
            $"{host.Line("joint show", name)} --start 2022-01-03 --end 2022-12-30",
            [.. dates.Options, .. filters.Values, model, limit],
            (call, databases) =>
            {
                var (start, end) = dates.Read(call) ?? (new DateOnly(1800, 1, 1), new DateOnly(2999, 12, 31));
                var most = call.Get(limit);
                var rows = JointEmbeddingStore.Read(databases.Historical, view.Space.JointType, call.Get(model), view.EntityPrefix, start, end)
                    .Select(v => (Vector: v, Cells: new JointCells(v)))
                    .Where(r => filters.All(f => call.Get(f.Value) is not { } wanted || r.Cells.Scope(f.Key) == wanted))
                    .OrderBy(r => r.Vector.AsOf).ThenBy(r => r.Cells.Scope(view.OrderBy), StringComparer.Ordinal).ThenBy(r => r.Vector.EntityKey, StringComparer.Ordinal)
                    .ToArray();
                call.Print(new Table(Columns(view), [.. rows.Take(most).Select(r => view.Columns.Select(c => r.Cells.Of(c, call.Get(model))).ToArray())]));
                if (rows.Length > most)
                    call.Say(FormattableString.Invariant($"{most} of {rows.Length} rows; --limit shows more"));
                return ExitCode.Done;
            });
    }

    private static TableColumn[] Columns(JointView view) => [.. view.Columns.Select(c => new TableColumn(c, c == "l2_norm" ? "F6" : null))];
}

/// <summary>How one joint space is shown: the seeds' columns, and what may be asked for.</summary>
/// <param name="Verb">Of <c>joint show</c>.</param>
/// <param name="Script">The seeds' name.</param>
/// <param name="Space">Its space.</param>
/// <param name="EntityPrefix">Beginning of the keys it shows.</param>
/// <param name="Columns">In the seeds' order; what is not of the row itself comes from its scope.</param>
/// <param name="Filters">Members of the scope that may be asked for, with <c>_</c> as <c>-</c> in the flag.</param>
/// <param name="OrderBy">Member of the scope that orders rows of a date.</param>
/// <param name="Limit">Rows shown where nothing is said.</param>
internal sealed record JointView(string Verb, string Script, JointSpace Space, string EntityPrefix, string[] Columns, string[] Filters, string OrderBy, int Limit)
{
    public static IReadOnlyList<JointView> All { get; } =
    [
        new("profiles", "show_joint_profiles", JointSpaces.Profile, "ISSUER:",
            ["as_of_date", "issuer_id", "instrument_id", "model_id", "dim", "l2_norm"], ["issuer_id"], "issuer_id", 1000),
        new("assessment-context", "show_joint_assessment_context", JointSpaces.AssessmentContext, "INSTRUMENT:",
            ["as_of_date", "instrument_id", "issuer_id", "region", "model_id", "dim", "l2_norm"], ["instrument_id", "issuer_id", "region"], "instrument_id", 1000),
        new("stab-states", "show_joint_stab_fragility_states", JointSpaces.StabFragility, "INSTRUMENT:",
            ["as_of_date", "instrument_id", "issuer_id", "region", "model_id", "dim", "l2_norm"], ["instrument_id", "region"], "instrument_id", 1000),
        new("stab-scenarios", "show_joint_stab_fragility_scenarios", JointSpaces.StabFragility, "SCENARIO:",
            ["as_of_date", "scenario_set_id", "scenario_id", "model_id", "dim", "l2_norm"], ["scenario_set_id", "scenario_id"], "scenario_id", 1000),
        new("portfolios", "show_joint_portfolios", JointSpaces.Portfolio, "PORTFOLIO:",
            ["as_of_date", "portfolio_id", "model_id", "dim", "l2_norm"], ["portfolio_id"], "portfolio_id", 1000),
        new("meta", "show_joint_meta_config_env", JointSpaces.MetaConfigEnvironment, "RUN:",
            ["as_of_date", "run_id", "strategy_id", "universe_id", "model_id", "dim", "l2_norm"], ["run_id", "strategy_id", "universe_id"], "run_id", 1000),
        new("regime-context", "show_joint_regime_context", JointSpaces.RegimeContext, "REGION:",
            ["as_of_date", "region", "episode_id", "model_id", "dim", "l2_norm"], ["region"], "region", 200),
        new("regime-macro", "show_joint_regime_macro_context", JointSpaces.RegimeMacro, "REGION:",
            ["as_of_date", "region", "model_id", "dim", "l2_norm"], ["region"], "region", 200),
        new("episodes", "show_joint_episodes", JointSpaces.Episode, "EPISODE:",
            ["as_of_date", "episode_id", "label", "region", "start_date", "end_date", "model_id", "dim", "l2_norm"], ["episode_id", "region"], "episode_id", 200),
    ];
}
