using Prometheus.Core.Metrics;

namespace Prometheus.Embeddings.Joint;

/// <summary>
/// The vectors of a finished run: how it was configured, in which environment it ran, what came of it. Places are named and fixed, so that a
/// vector says the same whichever other runs are stored and whichever options exist later.
/// </summary>
public static class MetaSchema
{
    public const int ConfigWidth = 64;
    public const int EnvironmentWidth = 24;
    public const int OutcomeWidth = 8;

    private const int CategorySlots = 6;
    private const int MarketSlots = 6;
    private const int RestSlots = 18;

    private static readonly (string Path, double Scale)[] Numbers =
    [
        ("assessment_horizon_days", 21),
        ("initial_cash", 1e6),
        ("options.portfolio.name_cap", 0.05),
        ("options.portfolio.sector_cap", 0.3),
        ("options.portfolio.turnover_limit", 0.5),
        ("options.portfolio.covariance_sessions", 252),
        ("options.universe.maximum_size", 200),
        ("options.universe.maximum_soft_target_score", 80),
        ("options.universe.assessment_weight", 50),
        ("options.universe.stability_weight", 20),
        ("options.universe.liquidity_weight", 10),
        ("options.universe.stability_risk_alpha", 0.5),
        ("options.universe.lambda_weight", 10),
        ("options.simulator.costs.slippage_bps", 5),
        ("options.simulator.costs.commission_bps", 1),
        ("options.risk.gross_exposure_cap", 1),
    ];

    private static readonly string[] Categories = ["strategy_id", "universe_id", "assessment_strategy_id", "options.portfolio.scheme", "options.rebalance"];

    /// <summary>Fields that name a run or say when and where it ran: no part of how it was configured.</summary>
    private static readonly HashSet<string> Identity = new(StringComparer.Ordinal)
    {
        "sleeve_id", "portfolio_id", "market_id", "start_date", "end_date", "options_hash", "schema", "semantics", "benchmark",
    };

    private static readonly (string Metric, double Scale)[] Outcomes =
    [
        (MetricCatalog.CumulativeReturn.Key, 0.5),
        (MetricCatalog.AnnualisedReturn.Key, 0.1),
        (MetricCatalog.AnnualisedVolatility.Key, 0.15),
        (MetricCatalog.AnnualisedSharpe.Key, 1),
        (MetricCatalog.MaxDrawdown.Key, 0.2),
        (MetricCatalog.Calmar.Key, 1),
        (MetricCatalog.TurnoverPerYear.Key, 2),
        (MetricCatalog.CostDragPerYear.Key, 50),
    ];

    /// <summary>The fields that have places of their own.</summary>
    public static IEnumerable<string> NamedFields => Numbers.Select(n => n.Path).Concat(Categories);

    /// <param name="fields">The run's configuration flattened: path with dots, value as text; numbers in the invariant culture.</param>
    public static float[] Config(IReadOnlyDictionary<string, string> fields)
    {
        var slots = new NamedSlots(ConfigWidth);
        foreach (var (path, scale) in Numbers)
            slots.Number(NumberOf(fields.GetValueOrDefault(path)), scale);
        foreach (var path in Categories)
            slots.Category(path, fields.GetValueOrDefault(path), CategorySlots);
        var named = NamedFields.Concat(Identity).ToHashSet(StringComparer.Ordinal);
        slots.Rest([.. fields.Where(f => !named.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value))], RestSlots);
        return slots.Finish();
    }

    public static float[] Environment(MetaEnvironment environment)
    {
        var slots = new NamedSlots(EnvironmentWidth);
        for (var r = 0; r < 4; r++)
            slots.Plain(environment.RegimeMix[r]);
        for (var c = 0; c < 5; c++)
            slots.Plain(environment.StabilityMix[c]);
        slots.Plain(environment.StabilityIndex / 100);
        slots.Number(environment.Volatility, 0.15);
        slots.Plain((2 * environment.Breadth) - 1);
        slots.Plain(environment.Correlation);
        slots.Number(environment.Dispersion, 0.01);
        slots.Number(environment.Drawdown, 0.1);
        slots.Number(environment.Lambda, 0.02);
        slots.Plain(double.IsNaN(environment.Lambda) ? 0 : 1);
        slots.Number(environment.Sessions, 252);
        slots.Category("market_id", environment.MarketId, MarketSlots);
        return slots.Finish();
    }

    /// <param name="metrics">Of the run; a missing or NaN metric is 0.</param>
    public static float[] Outcome(IReadOnlyDictionary<string, double> metrics)
    {
        var slots = new NamedSlots(OutcomeWidth);
        foreach (var (metric, scale) in Outcomes)
            slots.Number(metrics.TryGetValue(metric, out var value) ? value : double.NaN, scale);
        return slots.Finish();
    }

    private static double NumberOf(string? text)
        => double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}

/// <summary>The environment a run went through: means over its sessions, NaN where unknown.</summary>
public sealed record MetaEnvironment
{
    public required string MarketId { get; init; }

    public required int Sessions { get; init; }

    /// <summary>Share of sessions in CRISIS, RISK_OFF, CARRY, NEUTRAL.</summary>
    public required IReadOnlyList<double> RegimeMix { get; init; }

    /// <summary>Share of names and sessions in each stability class, STABLE … BREAKER.</summary>
    public required IReadOnlyList<double> StabilityMix { get; init; }

    /// <summary>Mean soft-target index, 0 … 100.</summary>
    public required double StabilityIndex { get; init; }

    /// <summary>Of the equal-weight market, annualised.</summary>
    public required double Volatility { get; init; }

    /// <summary>Share of names above their 200-session mean.</summary>
    public required double Breadth { get; init; }

    /// <summary>Average pairwise correlation over 21 sessions.</summary>
    public required double Correlation { get; init; }

    /// <summary>Mean absolute deviation of a session's returns from their mean.</summary>
    public required double Dispersion { get; init; }

    /// <summary>Mean drawdown of the market from its 252-session high, ≤ 0.</summary>
    public required double Drawdown { get; init; }

    /// <summary>Mean λ of what the run held.</summary>
    public required double Lambda { get; init; }
}
