using System.Text.Json;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Writes <c>universe_members.reasons</c>: every ingredient of a candidate's standing, its contribution in points, and what was known of
/// STAB and regime risk, also where it weighs nothing. Names of keys are encoded once.
/// </summary>
internal sealed class UniverseReasons(Market market, StabilityState? stability, UniverseState universe)
{
    private static readonly JsonEncodedText[] Exclusions =
        Enum.GetValues<UniverseExclusion>().Select(e => JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(e.ToString()))).ToArray();

    private static readonly JsonEncodedText[] Classes = Enum.GetValues<SoftTargetClass>().Select(c => JsonEncodedText.Encode(StoredName.Of(c))).ToArray();

    private readonly JsonEncodedText _market = JsonEncodedText.Encode(market.Definition.MarketId);
    private readonly JsonEncodedText[] _sectors =
        [.. market.Sectors.Names.Append(SectorHistory.Unknown).Select(s => JsonEncodedText.Encode(s, StoredJson.Encoder))];

    private readonly JsonEncodedText[] _clusters =
        [
            .. market.Sectors.Names.Append(SectorHistory.Unknown).SelectMany(
                s => Enum.GetValues<SoftTargetClass>().Select(
                    c => JsonEncodedText.Encode($"{market.Definition.MarketId}|{s}|{ClusterNames.Of(c)}", StoredJson.Encoder))),
        ];

    private readonly UniverseOptions _options = universe.Options;
    private readonly UniverseInputs _inputs = universe.Inputs;
    private readonly double _lambdaWeight = universe.Options.LambdaWeight ?? 0;

    public void Write(Utf8JsonWriter json, UniverseSnapshot snapshot, in UniverseCandidate candidate)
    {
        var sector = candidate.Sector == CodePanel.None ? _sectors.Length - 1 : candidate.Sector;
        json.WriteString(Key.Sector, _sectors[sector]);
        json.WriteString(Key.MarketId, _market);
        StoredJson.Number(json, Key.AverageVolume, candidate.AverageVolume);
        StoredJson.Number(json, Key.LastClose, candidate.LastClose);
        json.WriteBoolean(Key.LevelFiltersSkipped, candidate.LevelFiltersSkipped);
        WriteStability(json, snapshot.Session, candidate, sector);
        WriteContributions(json, candidate);
        WriteInputs(json, snapshot, candidate);
        if (candidate.Exclusion != UniverseExclusion.None)
            json.WriteBoolean(Exclusions[(int)candidate.Exclusion], true);
    }

    private void WriteStability(Utf8JsonWriter json, int session, in UniverseCandidate candidate, int sector)
    {
        if (stability is null || stability.Class[session, candidate.Instrument] is CodePanel.None)
            return;
        var code = stability.Class[session, candidate.Instrument];
        StoredJson.Number(json, Key.RealisedVolatility, stability.Sigma[session, candidate.Instrument]);
        StoredJson.Number(json, Key.SoftTargetScore, stability.Index[session, candidate.Instrument]);
        json.WriteString(Key.SoftTargetClass, Classes[code]);
        json.WriteBoolean(Key.WeakProfile, stability.IsWeak(session, candidate.Instrument));
        json.WriteString(Key.ClusterId, _clusters[(sector * Classes.Length) + code]);
    }

    private void WriteContributions(Utf8JsonWriter json, in UniverseCandidate candidate)
    {
        var multiplier = Math.Max(0, 1 - (_options.StabilityRiskAlpha * candidate.StabilityRisk));
        StoredJson.Number(json, Key.AssessmentRaw, candidate.AssessmentRaw);
        StoredJson.Number(json, Key.LiquidityRaw, candidate.LiquidityRaw);
        StoredJson.Number(json, Key.AssessmentScore, candidate.AssessmentZ);
        StoredJson.Number(json, Key.StabilityZ, candidate.StabilityZ);
        StoredJson.Number(json, Key.LiquidityZ, candidate.LiquidityZ);
        StoredJson.Number(json, Key.ContribAssessment, _options.AssessmentWeight * candidate.AssessmentZ * multiplier);
        StoredJson.Number(json, Key.ContribStability, _options.StabilityWeight * candidate.StabilityZ);
        StoredJson.Number(json, Key.ContribLiquidity, _options.LiquidityWeight * candidate.LiquidityZ);
        StoredJson.Number(json, Key.StabRiskScore, candidate.StabilityRisk);
        StoredJson.Number(json, Key.StabRiskAlpha, _options.StabilityRiskAlpha);
        StoredJson.Number(json, Key.StabRiskMultiplier, multiplier);
        StoredJson.Number(json, Key.StabWorsenAny, candidate.StabilityWorsen);
        StoredJson.Number(json, Key.StabToTargetableOrBreaker, candidate.StabilityRisk);
    }

    /// <summary>What was known beyond stability and assessment; nothing is written of what was not asked for.</summary>
    private void WriteInputs(Utf8JsonWriter json, UniverseSnapshot snapshot, in UniverseCandidate candidate)
    {
        if (_inputs.Lambda is { } lambda)
        {
            StoredJson.Number(json, Key.LambdaScore, candidate.LambdaScore);
            StoredJson.Number(json, Key.LambdaZ, candidate.LambdaZ);
            StoredJson.Number(json, Key.LambdaScoreWeight, _lambdaWeight);
            StoredJson.Number(json, Key.ContribLambda, _lambdaWeight * candidate.LambdaZ);
            if (lambda.ExperimentId is { } experiment)
                json.WriteString(Key.LambdaExperimentId, experiment);
            json.WriteString(Key.LambdaScoreColumn, lambda.ScoreColumn);
        }

        if (_inputs.Regime is not null)
        {
            if (snapshot.Regime.Label is { } label)
                json.WriteString(Key.RegimeLabel, StoredName.Of(label));
            StoredJson.Number(json, Key.RegimeSizeFactor, snapshot.Regime.SizeFactor);
        }

        if (_inputs.RegimeRisk is not null)
        {
            StoredJson.Number(json, Key.RegimeRiskScore, snapshot.Regime.RiskScore);
            StoredJson.Number(json, Key.RegimeChangeAny, snapshot.Regime.ChangeAny);

            // One factor common to all names would change neither ranks nor weights, so none is applied.
            StoredJson.Number(json, Key.RegimeRiskAlpha, 0);
            StoredJson.Number(json, Key.RegimeRiskMultiplier, 1);
        }

        if (_inputs.Fragility is not null)
            StoredJson.Number(json, Key.FragilityScore, candidate.Fragility);

        if (_options.ProfileScreens is not null && stability?.Profiles?.At(snapshot.Session, candidate.Instrument) is { } profile)
        {
            StoredJson.Number(json, Key.ProfileDataQuality, profile.DataQuality);
            StoredJson.Number(json, Key.ProfileLeverage, profile.Leverage);
            StoredJson.Number(json, Key.ProfileNetMargin, profile.NetMargin);
        }
    }

    private static class Key
    {
        public static readonly JsonEncodedText Sector = JsonEncodedText.Encode("sector");
        public static readonly JsonEncodedText MarketId = JsonEncodedText.Encode("market_id");
        public static readonly JsonEncodedText AverageVolume = JsonEncodedText.Encode("avg_volume_63d");
        public static readonly JsonEncodedText LastClose = JsonEncodedText.Encode("last_close");
        public static readonly JsonEncodedText LevelFiltersSkipped = JsonEncodedText.Encode("level_filters_skipped");
        public static readonly JsonEncodedText RealisedVolatility = JsonEncodedText.Encode("realised_vol_63d");
        public static readonly JsonEncodedText SoftTargetScore = JsonEncodedText.Encode("soft_target_score");
        public static readonly JsonEncodedText SoftTargetClass = JsonEncodedText.Encode("soft_target_class");
        public static readonly JsonEncodedText WeakProfile = JsonEncodedText.Encode("weak_profile");
        public static readonly JsonEncodedText ClusterId = JsonEncodedText.Encode("cluster_id");
        public static readonly JsonEncodedText AssessmentRaw = JsonEncodedText.Encode("assessment_raw");
        public static readonly JsonEncodedText LiquidityRaw = JsonEncodedText.Encode("liquidity_raw");
        public static readonly JsonEncodedText AssessmentScore = JsonEncodedText.Encode("assessment_score");
        public static readonly JsonEncodedText StabilityZ = JsonEncodedText.Encode("stability_z");
        public static readonly JsonEncodedText LiquidityZ = JsonEncodedText.Encode("liquidity_z");
        public static readonly JsonEncodedText ContribAssessment = JsonEncodedText.Encode("contrib_assessment");
        public static readonly JsonEncodedText ContribStability = JsonEncodedText.Encode("contrib_stability");
        public static readonly JsonEncodedText ContribLiquidity = JsonEncodedText.Encode("contrib_liquidity");
        public static readonly JsonEncodedText StabRiskScore = JsonEncodedText.Encode("stab_risk_score");
        public static readonly JsonEncodedText StabRiskAlpha = JsonEncodedText.Encode("stab_risk_alpha");
        public static readonly JsonEncodedText StabRiskMultiplier = JsonEncodedText.Encode("stab_risk_multiplier");
        public static readonly JsonEncodedText StabWorsenAny = JsonEncodedText.Encode("stab_p_worsen_any");
        public static readonly JsonEncodedText StabToTargetableOrBreaker = JsonEncodedText.Encode("stab_p_to_targetable_or_breaker");
        public static readonly JsonEncodedText LambdaScore = JsonEncodedText.Encode("lambda_score");
        public static readonly JsonEncodedText LambdaZ = JsonEncodedText.Encode("lambda_z");
        public static readonly JsonEncodedText LambdaScoreWeight = JsonEncodedText.Encode("lambda_score_weight");
        public static readonly JsonEncodedText ContribLambda = JsonEncodedText.Encode("contrib_lambda");
        public static readonly JsonEncodedText LambdaExperimentId = JsonEncodedText.Encode("lambda_experiment_id");
        public static readonly JsonEncodedText LambdaScoreColumn = JsonEncodedText.Encode("lambda_score_column");
        public static readonly JsonEncodedText RegimeLabel = JsonEncodedText.Encode("regime_label");
        public static readonly JsonEncodedText RegimeSizeFactor = JsonEncodedText.Encode("regime_size_factor");
        public static readonly JsonEncodedText RegimeRiskScore = JsonEncodedText.Encode("regime_risk_score");
        public static readonly JsonEncodedText RegimeChangeAny = JsonEncodedText.Encode("regime_p_change_any");
        public static readonly JsonEncodedText RegimeRiskAlpha = JsonEncodedText.Encode("regime_risk_alpha");
        public static readonly JsonEncodedText RegimeRiskMultiplier = JsonEncodedText.Encode("regime_risk_multiplier");
        public static readonly JsonEncodedText ProfileDataQuality = JsonEncodedText.Encode("profile_data_quality");
        public static readonly JsonEncodedText ProfileLeverage = JsonEncodedText.Encode("profile_leverage");
        public static readonly JsonEncodedText ProfileNetMargin = JsonEncodedText.Encode("profile_net_margin");
        public static readonly JsonEncodedText FragilityScore = JsonEncodedText.Encode("fragility_score");
    }
}
