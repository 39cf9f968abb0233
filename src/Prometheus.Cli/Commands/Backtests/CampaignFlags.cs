using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Options;
using Prometheus.Jobs;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Cli.Commands.Backtests;

/// <summary>The flags of a campaign and the record they build: the same record an experiment file builds.</summary>
/// <param name="canonical">The sleeves are those the catalogue knows of one strategy, instead of being named one by one.</param>
/// <param name="required">False where an experiment file may stand for the flags.</param>
internal sealed class CampaignFlags(bool canonical = false, bool required = true)
{
    private readonly Option<string> _market = new("--market-id") { Description = "market", Required = required, HelpName = "id" };
    private readonly Option<DateOnly> _start = CommonOptions.Start(required);
    private readonly Option<DateOnly> _end = CommonOptions.End(required);
    private readonly Option<string[]> _sleeves = new("--sleeve") { Description = "sleeve:strategy:market:universe:portfolio:assessment:horizon, once a sleeve", Required = required, HelpName = "fields" };
    private readonly Option<string> _strategy = new("--strategy-id") { Description = "strategy whose sleeves run: horizons 5, 21 and 63", Required = true, HelpName = "id" };
    private readonly Option<double> _cash = DeclaredOption.Of<CampaignOptions, double>(nameof(CampaignOptions.InitialCash), "--initial-cash", "starting cash of each sleeve", "amount");
    private readonly Option<string?> _benchmark = new("--benchmark") { Description = "EW_<market> or an instrument id [EW_<market>]", HelpName = "id" };
    private readonly Option<double?> _riskFree = DeclaredOption.Of<CampaignOptions, double?>(nameof(CampaignOptions.RiskFreePerYear), "--risk-free", "a year's risk-free return as a fraction, e.g. 0.02 [none: 0, said on the data card]", "fraction");
    private readonly Option<bool> _disableRisk = new("--disable-risk") { Description = "trade the targets as constructed, without the risk service" };
    private readonly AssessmentFlags _assessment = new();
    private readonly LambdaFlags _lambda = new();
    private readonly Option<string?> _regimeRules = new("--regime-rules") { Description = "share of the wanted weights by regime, e.g. CRISIS=0,RISK_OFF=0.5 [none]", HelpName = "label=share,…" };
    private readonly Option<string[]> _scenarioSets = new("--scenario-set-id") { Description = "scenario set whose risk is recorded during the walk, once a set", HelpName = "id" };
    private readonly Option<string[]> _set = new("--set") { Description = "any sleeve option by its path, e.g. --set portfolio.name_cap=0.1", HelpName = "path=value" };
    private readonly (Option<string?> Flag, string Path)[] _named =
    [
        (Named("--rebalance", "daily, weekly, monthly or every:N [weekly]", "rule"), "rebalance"),
        (Named("--max-universe-size", "most members [200]", "n"), "universe.maximum_size"),
        (Named("--min-liquidity-adv", "least mean daily volume, shares [100000]", "shares"), "universe.minimum_average_volume"),
        (Named("--min-price", "least last close [1]", "price"), "universe.minimum_price"),
        (Named("--slippage-bps", "slippage [5]", "bps"), "simulator.costs.slippage_bps"),
        (Named("--commission-bps", "commission [1]", "bps"), "simulator.costs.commission_bps"),
        (Named("--participation", "most of a session's volume one order takes [0.1]", "fraction"), "simulator.participation_rate"),
        (Named("--profiles", "profile model whose weak names are marked, and whose profiles universe.profile_screens read [none]", "id"), "stability.profiles.model_id"),
        (Named("--stability-risk-alpha", "weight of stability risk on the assessment term [0.5]", "alpha"), "universe.stability_risk_alpha"),
    ];

    public Option<int> Workers { get; } = DeclaredOption.Of<JobOptions, int>(nameof(JobOptions.Workers), "--max-workers", "threads", "n", 1);

    public IEnumerable<Symbol> Symbols =>
    [
        .. (Symbol[])(canonical ? [_strategy, _market, _start, _end] : [_market, _start, _end, _sleeves]),
        _cash, Workers, _benchmark, _riskFree, _disableRisk, .. _assessment.All,
        .. _named.Select(n => n.Flag), .. _lambda.All, _regimeRules, _scenarioSets, _set,
    ];

    public string Strategy(Invocation call) => call.Get(_strategy);

    public CampaignOptions Read(Invocation call)
    {
        if (!required && (call.Get(_market) is null || call.Get(_sleeves) is not { Length: > 0 } || call.Get(_end) == default))
            throw new UserError($"expected an experiment file, or the flags {_market.Name}, {_start.Name}, {_end.Name} and {_sleeves.Name}");
        var (start, end) = call.Range(_start, _end);
        var market = call.Get(_market);
        var options = Options(call);
        var campaign = new CampaignOptions
        {
            MarketId = market,
            Start = start,
            End = end,
            InitialCash = call.Get(_cash),
            Benchmark = call.Get(_benchmark) ?? $"EW_{market}",
            RiskFreePerYear = call.Get(_riskFree),
            Sleeves = Specs(call).Select(spec => new CampaignSleeve(spec, options)).ToArray(),
        };
        OptionRules.Require(campaign, path => path switch { "sleeves" => _sleeves.Name, "benchmark" => _benchmark.Name, "market_id" => _market.Name, _ => null });
        return _lambda.Attach(call, campaign);
    }

    private IEnumerable<SleeveSpec> Specs(Invocation call)
        => canonical ? SleeveCatalog.CoreLong(call.Get(_strategy), call.Get(_market)) : call.Get(_sleeves).Select(text => SleeveSpec.Parse(text));

    private SleeveOptions Options(Invocation call)
    {
        var options = _assessment.Apply(call, SleeveOptions.Default);
        if (call.Get(_disableRisk))
            options = options with { Risk = null };
        if (call.Get(_regimeRules) is { } rules)
            options = options with { RegimeRules = RegimeRules.Parse(rules) };
        if (call.Get(_scenarioSets) is { Length: > 0 } sets)
            options = options with { ScenarioSetIds = [.. sets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
        var said = Said(call).ToArray();
        return OptionRules.Require(SleeveOptionPaths.Apply(options, said), path => Array.Find(said, s => s.Path == path)?.Place ?? (path.Length == 0 ? "sleeve options" : null));
    }

    /// <summary>What flags say about sleeve options, by their paths.</summary>
    private IEnumerable<OptionAssignment> Said(Invocation call)
    {
        foreach (var (flag, path) in _named)
        {
            if (call.Get(flag) is { } value)
                yield return new OptionAssignment(path, value, flag.Name);
        }

        foreach (var pair in call.Get(_set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new UserError($"{_set.Name} expects path=value, found '{pair}'");
            yield return new OptionAssignment(pair[..equals], pair[(equals + 1)..], _set.Name);
        }
    }

    private static Option<string?> Named(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };
}
