using System.Text.Json;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;

namespace Prometheus.Stores.Runs;

/// <summary>
/// <c>universe_members</c> with its reasons as JSON text → decisions, candidates and facts, a year of one universe at a time. JSON text of older
/// versions is the shortest that gives the number back, so parsing it gives the bits. The weights behind its points are not in it: of a run they
/// stand in its configuration, and a universe of no run was made with the defaults. A decision whose points do not follow from them to the bit keeps
/// none, and its unit is forgotten, so that its command makes it again.
/// </summary>
internal static class UniverseConversion
{
    private const string Part = "context = @Context AND universe_id = @UniverseId AND as_of_date BETWEEN @First AND @Last";

    public static Conversion Declared { get; } = new("legacy_universe_members", ConvertNext);

    private static void ConvertNext(DatabaseTransaction unit)
    {
        var part = unit.Query<Year>("SELECT context, universe_id, as_of_date AS first, as_of_date AS last FROM legacy_universe_members ORDER BY context, universe_id, as_of_date LIMIT 1")[0];
        part = part with { Last = new DateOnly(part.First.Year, 12, 31) };
        var rows = LegacyRows.Read(unit, part);
        rows.Replace(unit, KeyRange.Where(Part, part), part.Context, part.UniverseId);
        if (rows.HasUnknownWeights)
            Forget(unit, part);
        unit.Execute($"DELETE FROM legacy_universe_members WHERE {Part}", part);
    }

    private static void Forget(DatabaseTransaction unit, Year part)
    {
        // The keys of units: a run's holds its id; a universe's ranges read yyyy-MM-dd..yyyy-MM-dd.
        if (part.Context == UniverseStore.Live)
            unit.Execute("DELETE FROM job_units WHERE job_key = @job AND unit_key LIKE @year", new { job = $"universe backfill {part.UniverseId}", year = $"universe|{part.First.Year:D4}-%" });
        else
            unit.Execute("DELETE FROM job_units WHERE unit_key LIKE @run", new { run = $"run|%|{part.Context}|%" });
    }

    private sealed record Year(string Context, string UniverseId, DateOnly First, DateOnly Last);

    /// <summary>Weights of the three ingredients that every universe has.</summary>
    private sealed record Weights(double Assessment, double Stability, double Liquidity)
    {
        public static Weights Of(DatabaseTransaction unit, string context)
        {
            var defaults = UniverseOptions.Default;
            if (unit.Scalar<string>("SELECT CAST(config_json AS TEXT) FROM backtest_runs WHERE run_id = @context", new { context }) is not { } config)
                return new Weights(defaults.AssessmentWeight, defaults.StabilityWeight, defaults.LiquidityWeight);
            using var document = JsonDocument.Parse(config);
            var options = document.RootElement.GetProperty("options").GetProperty("universe");
            return new Weights(
                options.GetProperty("assessment_weight").GetDouble(), options.GetProperty("stability_weight").GetDouble(), options.GetProperty("liquidity_weight").GetDouble());
        }
    }

    /// <summary>Rows of the old shape, parsed.</summary>
    private sealed class LegacyRows : UniverseRows
    {
        private static readonly string[] Exclusions =
            [.. Enum.GetValues<UniverseExclusion>().Select(e => JsonNamingPolicy.SnakeCaseLower.ConvertName(e.ToString()))];

        private static readonly string[] Tiers = [.. Enum.GetValues<UniverseTier>().Select(StoredName.Of)];

        private static readonly string[] Classes = [.. Enum.GetValues<SoftTargetClass>().Select(StoredName.Of)];

        private readonly List<UniverseDecision> _decisions = [];
        private readonly List<int> _ends = [];
        private readonly List<CandidateRow> _candidates = [];
        private readonly List<UniverseFact> _facts = [];
        private readonly List<(string Name, string Sector)> _names = [];
        private CandidateRow[] _candidateRows = [];
        private UniverseFact[] _factRows = [];

        public bool HasUnknownWeights { get; private set; }

        public override int Count => _decisions.Count;

        public override UniverseDecision DecisionAt(int k) => _decisions[k];

        public override ReadOnlySpan<CandidateRow> CandidatesAt(int k) => _candidateRows.AsSpan(Start(k).._ends[k]);

        public override ReadOnlySpan<UniverseFact> FactsAt(int k) => _factRows.AsSpan(Start(k).._ends[k]);

        public static LegacyRows Read(DatabaseTransaction unit, Year part)
        {
            var read = new LegacyRows();
            var weights = Weights.Of(unit, part.Context);
            using (var rows = unit.Read(
                $"""
                SELECT as_of_date, entity_id, tier, included, score, CAST(reasons AS TEXT) FROM legacy_universe_members
                WHERE {Part} ORDER BY as_of_date, entity_id
                """,
                part))
            {
                while (rows.Next())
                    read.Add(rows, weights);
            }

            var keys = NameKeys.Of(unit, read._names.Select(n => n.Name).Concat(read._names.Select(n => n.Sector)));
            read._candidateRows = [.. read._candidates.Select((row, i) => row with { Name = keys[read._names[i].Name] })];
            read._factRows = [.. read._facts.Select((row, i) => row with { Name = keys[read._names[i].Name], Sector = keys[read._names[i].Sector] })];
            return read;
        }

        private int Start(int k) => k == 0 ? 0 : _ends[k - 1];

        private void Add(RowReader row, Weights weights)
        {
            using var document = JsonDocument.Parse(row.Text(5));
            var reasons = document.RootElement;
            var date = row.Date(0);
            if (_decisions.Count == 0 || _decisions[^1].AsOf != date)
            {
                _decisions.Add(DecisionOf(date, reasons, weights));
                _ends.Add(_candidates.Count);
            }

            var candidate = new CandidateRow(
                Name: 0,
                row.Real(4),
                Number(reasons, "assessment_raw"),
                Number(reasons, "assessment_score"),
                Number(reasons, "stability_z"),
                Number(reasons, "liquidity_z"),
                Number(reasons, "lambda_z"),
                (byte)Array.IndexOf(Tiers, row.Text(2)),
                (byte)Math.Max(0, Array.FindIndex(Exclusions, e => reasons.TryGetProperty(e, out _))),
                row.Boolean(3));
            _candidates.Add(candidate);
            _facts.Add(FactOf(reasons));
            _names.Add((row.Text(1), TextOf(reasons, "sector")!));
            _ends[^1] = _candidates.Count;
            if (_decisions[^1] is var decision && !double.IsNaN(decision.AssessmentWeight) && !Follow(reasons, candidate, weights))
            {
                HasUnknownWeights = true;
                _decisions[^1] = decision with { AssessmentWeight = double.NaN, StabilityWeight = double.NaN, LiquidityWeight = double.NaN };
            }
        }

        /// <summary>True where the points of a row are those of the weights, bit for bit.</summary>
        private static bool Follow(JsonElement reasons, in CandidateRow row, Weights weights)
            => (weights.Assessment * row.AssessmentZ * Number(reasons, "stab_risk_multiplier")).Equals(Number(reasons, "contrib_assessment"))
                && (weights.Stability * row.StabilityZ).Equals(Number(reasons, "contrib_stability"))
                && (weights.Liquidity * row.LiquidityZ).Equals(Number(reasons, "contrib_liquidity"));

        private static double Number(JsonElement reasons, string key)
            => reasons.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

        private static string? TextOf(JsonElement reasons, string key) => reasons.TryGetProperty(key, out var value) ? value.GetString() : null;

        private static bool IsTrue(JsonElement reasons, string key) => reasons.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;

        private static UniverseDecision DecisionOf(DateOnly date, JsonElement reasons, Weights weights) => new(
            date,
            TextOf(reasons, "market_id")!,
            weights.Assessment,
            weights.Stability,
            weights.Liquidity,
            Number(reasons, "stab_risk_alpha"),
            TextOf(reasons, "lambda_score_column"),
            TextOf(reasons, "lambda_experiment_id"),
            Number(reasons, "lambda_score_weight"),
            TextOf(reasons, "regime_label"),
            Number(reasons, "regime_size_factor"),
            reasons.TryGetProperty("regime_risk_score", out _),
            Number(reasons, "regime_risk_score"),
            Number(reasons, "regime_p_change_any"),
            reasons.TryGetProperty("fragility_score", out _));

        private static UniverseFact FactOf(JsonElement reasons) => new(
            Number(reasons, "avg_volume_63d"),
            Number(reasons, "last_close"),
            Number(reasons, "realised_vol_63d"),
            Number(reasons, "soft_target_score"),
            Number(reasons, "liquidity_raw"),
            Number(reasons, "stab_risk_score"),
            Number(reasons, "stab_p_worsen_any"),
            Number(reasons, "lambda_score"),
            Number(reasons, "fragility_score"),
            Number(reasons, "profile_data_quality"),
            Number(reasons, "profile_leverage"),
            Number(reasons, "profile_net_margin"),
            Name: 0,
            Sector: 0,
            TextOf(reasons, "soft_target_class") is { } name ? (byte)Array.IndexOf(Classes, name) : CodePanel.None,
            IsTrue(reasons, "weak_profile"),
            IsTrue(reasons, "level_filters_skipped"),
            reasons.TryGetProperty("profile_data_quality", out _));
    }
}
