using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Stores;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Universes;

/// <summary>Answers from the stored reasons why a name is, or is not, in a universe on a date.</summary>
public static class ExplainUniverse
{
    /// <summary>In the order they are asked, each with the observation it looks at.</summary>
    private static readonly (string Flag, Func<UniverseMember, object?> Observed)[] Filters =
    [
        ("hard_excluded_instrument", _ => null),
        ("hard_excluded_issuer", _ => null),
        ("not_equity", _ => null),
        ("not_tradable", _ => null),
        ("insufficient_history", _ => null),
        ("illiquid", m => Known(m.AvgVolume63d)),
        ("below_min_price", m => Known(m.LastClose)),
        ("no_stab_state", _ => null),
        ("excluded_breaker", m => m.SoftTargetClass),
        ("excluded_high_soft_target_score", m => Known(m.SoftTargetScore)),
        ("excluded_high_fragility", m => Known(m.FragilityScore)),
        ("excluded_weak_profile_fragile", m => m.SoftTargetClass is null ? null : m.WeakProfile?.ToString()),
        ("excluded_low_data_quality", m => Known(m.ProfileDataQuality)),
        ("excluded_high_leverage", m => Known(m.ProfileLeverage)),
        ("excluded_low_margin", m => Known(m.ProfileNetMargin)),
        ("excluded_style", _ => null),
        ("excluded_high_illiquidity", _ => null),
    ];

    private static readonly string[] LevelFilters = ["illiquid", "below_min_price"];

    private static readonly string[] AfterRanking = ["excluded_sector_cap", "excluded_max_universe_size"];

    private static readonly (string Name, Func<UniverseMember, object?> Value)[] Facts =
    [
        ("sector", m => m.Sector),
        ("cluster_id", m => m.ClusterId),
        ("realised_vol_63d", m => Known(m.RealisedVol63d)),
        ("lambda_experiment_id", m => m.LambdaExperimentId),
        ("stab_p_worsen_any", m => Known(m.StabPWorsenAny)),
        ("stab_p_to_targetable_or_breaker", m => Known(m.StabPToTargetableOrBreaker)),
        ("regime_label", m => m.RegimeLabel),
        ("regime_risk_score", m => Known(m.RegimeRiskScore)),
        ("regime_p_change_any", m => Known(m.RegimePChangeAny)),
        ("regime_size_factor", m => Known(m.RegimeSizeFactor)),
    ];

    /// <param name="universeId">Null is the run's own, or <c>CORE_EQ_REGION</c> of the instrument's market.</param>
    /// <param name="runId">A run, or the beginning of its id; null is the live universe.</param>
    /// <exception cref="NothingMatchedError">No such run, or the name was not looked at on that date.</exception>
    public static IReadOnlyList<ExplainedLine> Execute(DatabasePair databases, string instrumentId, DateOnly asOf, string? universeId, string? runId)
    {
        var run = runId is null ? null : RunStore.Find(databases.Runtime, runId);
        var context = run?.RunId ?? UniverseStore.Live;
        var universe = universeId ?? run?.UniverseId ?? DefaultUniverse(databases, instrumentId);
        var rows = UniverseStore.Read(databases.Runtime, context, universe, asOf);
        var member = rows.FirstOrDefault(r => string.Equals(r.EntityId, instrumentId, StringComparison.Ordinal));
        if (member is null)
        {
            throw new NothingMatchedError(string.Create(
                CultureInfo.InvariantCulture,
                $"universe {universe} ({context}) {(rows.Count == 0 ? "was not decided" : $"did not look at {instrumentId}")} on {asOf:yyyy-MM-dd}"));
        }

        var lines = new List<ExplainedLine> { new("rank", "universe", $"{universe} ({context})") };
        AddFilters(member, lines);
        AddIngredients(member, lines);
        AddRank(rows, member, lines);
        return lines;
    }

    private static string DefaultUniverse(DatabasePair databases, string instrumentId)
        => InstrumentStore.Read(databases.Runtime, [instrumentId]) is [var known, ..]
            ? $"CORE_EQ_{MarketCatalog.Get(known.MarketId).Region}"
            : throw new NothingMatchedError($"there is no instrument '{instrumentId}'");

    private static void AddFilters(UniverseMember member, List<ExplainedLine> lines)
    {
        var failed = false;
        foreach (var (flag, observed) in Filters)
        {
            var fails = member.Exclusion == flag;
            var skipped = member.LevelFiltersSkipped && LevelFilters.Contains(flag, StringComparer.Ordinal);
            lines.Add(new ExplainedLine("filter", flag, observed(member), Verdict: fails ? "FAILED" : failed ? "not reached" : skipped ? "skipped, no RAW prices" : "passed"));
            failed |= fails;
        }
    }

    private static void AddIngredients(UniverseMember member, List<ExplainedLine> lines)
    {
        lines.Add(new ExplainedLine("ingredient", "assessment", member.AssessmentRaw, member.AssessmentScore, member.AssessmentWeight, member.ContribAssessment));
        lines.Add(new ExplainedLine("ingredient", "stab_risk_multiplier", member.StabRiskMultiplier, Verdict: "on the assessment term"));
        lines.Add(new ExplainedLine("ingredient", "stability", 100 - member.SoftTargetScore, member.StabilityZ, member.StabilityWeight, member.ContribStability));
        lines.Add(new ExplainedLine("ingredient", "liquidity", member.LiquidityRaw, member.LiquidityZ, member.LiquidityWeight, member.ContribLiquidity));
        if (member.LambdaScoreColumn is not null)
            lines.Add(new ExplainedLine("ingredient", "lambda", member.LambdaScore, member.LambdaZ, member.LambdaScoreWeight, member.ContribLambda));
        foreach (var (name, value) in Facts)
        {
            if (value(member) is { } known)
                lines.Add(new ExplainedLine("fact", name, known));
        }
    }

    private static void AddRank(IReadOnlyList<UniverseMember> rows, UniverseMember member, List<ExplainedLine> lines)
    {
        lines.Add(new ExplainedLine("rank", "score", member.Score, Points: member.Score));
        if (WasScored(member))
        {
            var ranked = rows.Where(WasScored).ToList();
            lines.Add(new ExplainedLine("rank", "rank", string.Create(CultureInfo.InvariantCulture, $"{ranked.IndexOf(member) + 1} of {ranked.Count}")));
            foreach (var flag in AfterRanking)
                lines.Add(new ExplainedLine("rank", flag, null, Verdict: member.Exclusion == flag ? "FAILED" : "passed"));
        }

        lines.Add(new ExplainedLine("rank", "members", rows.Count(r => r.Included)));
        lines.Add(new ExplainedLine("rank", "tier", member.Tier));
    }

    private static bool WasScored(UniverseMember row) => row.Included || AfterRanking.Contains(row.Exclusion, StringComparer.Ordinal);

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}

/// <summary>One line of the answer to why a name is, or is not, in a universe.</summary>
/// <param name="Part">filter, ingredient or rank.</param>
/// <param name="Item">Which filter, ingredient or fact.</param>
/// <param name="Value">What was observed: a number or a text; null where nothing was.</param>
/// <param name="Z">Standing within the scored candidates of the date.</param>
/// <param name="Weight">Points a standard deviation is worth.</param>
/// <param name="Points">Contribution to the score.</param>
/// <param name="Verdict">passed, FAILED, not reached, or empty.</param>
public sealed record ExplainedLine(
    string Part, string Item, object? Value, double Z = double.NaN, double Weight = double.NaN, double Points = double.NaN, string Verdict = "");
