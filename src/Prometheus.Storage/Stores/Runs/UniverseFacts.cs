using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;
using Prometheus.Storage.Bulk;
using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Stores.Runs;

/// <summary>
/// What was known of all candidates of one decision, whoever decided, as the rows of <c>universe_facts</c>. A set is named by its content, so that
/// the sleeves of a session share one, and differ where they knew different things, whatever option made the difference.
/// </summary>
internal sealed class UniverseFacts(Market market, StabilityState? stability, UniverseState universe, NameKeys names)
{
    public static readonly TableShape Table = new(
        "universe_facts",
        keyColumns: 2,
        Column.Narrow("facts_key"),
        Column.Narrow("name_key"),
        Column.Real("avg_volume_63d"),
        Column.Real("last_close"),
        Column.Real("realised_vol_63d"),
        Column.Real("soft_target_score"),
        Column.Real("liquidity_raw"),
        Column.Real("stab_p_to_targetable_or_breaker"),
        Column.Real("stab_p_worsen_any"),
        Column.Real("lambda_score"),
        Column.Real("fragility_score"),
        Column.Real("profile_data_quality"),
        Column.Real("profile_leverage"),
        Column.Real("profile_net_margin"),
        Column.Narrow("sector_key"),
        Column.Narrow("soft_target_class"),
        Column.Boolean("weak_profile"),
        Column.Boolean("level_filters_skipped"),
        Column.Boolean("has_profile"));

    private readonly int[] _names = names.Of(market.Instruments.Ids);
    private readonly int[] _sectors = names.Of([.. market.Sectors.Names, SectorHistory.Unknown]);
    private readonly bool _hasLambda = universe.Inputs.Lambda is not null;
    private readonly bool _hasFragility = universe.Inputs.Fragility is not null;
    private readonly bool _screensProfiles = universe.Options.ProfileScreens is not null;
    private Fact[] _rows = [];

    /// <summary>Names a set by its content; equal names are equal rows.</summary>
    public string DigestOf(UniverseSnapshot snapshot) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(RowsOf(snapshot))).AsSpan(0, 16));

    public void Write(RowWriter rows, int key, UniverseSnapshot snapshot)
    {
        foreach (ref readonly var fact in RowsOf(snapshot))
        {
            rows.Narrow(key).Narrow(fact.Name).Real(fact.AverageVolume).Real(fact.LastClose).Real(fact.Sigma).Real(fact.SoftTargetScore)
                .Real(fact.Liquidity).Real(fact.StabilityRisk).Real(fact.StabilityWorsen).Real(fact.Lambda).Real(fact.Fragility)
                .Real(fact.DataQuality).Real(fact.Leverage).Real(fact.NetMargin).Narrow(fact.Sector);
            if (fact.Class == CodePanel.None)
                rows.Null();
            else
                rows.Narrow(fact.Class);
            rows.Boolean(fact.IsWeak).Boolean(fact.LevelFiltersSkipped).Boolean(fact.HasProfile).EndRow();
        }
    }

    /// <summary>By candidate; the array is used again.</summary>
    private ReadOnlySpan<Fact> RowsOf(UniverseSnapshot snapshot)
    {
        var candidates = snapshot.Candidates;
        if (_rows.Length < candidates.Length)
            _rows = new Fact[market.Instruments.Count];
        for (var k = 0; k < candidates.Length; k++)
            _rows[k] = Of(snapshot.Session, candidates[k]);
        return _rows.AsSpan(0, candidates.Length);
    }

    private Fact Of(int session, in UniverseCandidate candidate)
    {
        var column = candidate.Instrument;
        var code = stability?.Class[session, column] ?? CodePanel.None;
        var hasState = code != CodePanel.None;
        var profile = _screensProfiles ? stability?.Profiles?.At(session, column) : null;
        return new Fact(
            candidate.AverageVolume,
            candidate.LastClose,
            hasState ? stability!.Sigma[session, column] : double.NaN,
            hasState ? stability!.Index[session, column] : double.NaN,
            candidate.LiquidityRaw,
            candidate.StabilityRisk,
            candidate.StabilityWorsen,
            _hasLambda ? candidate.LambdaScore : double.NaN,
            _hasFragility ? candidate.Fragility : double.NaN,
            profile?.DataQuality ?? double.NaN,
            profile?.Leverage ?? double.NaN,
            profile?.NetMargin ?? double.NaN,
            _names[column],
            _sectors[candidate.Sector == CodePanel.None ? _sectors.Length - 1 : candidate.Sector],
            code,
            hasState && stability!.IsWeak(session, column),
            candidate.LevelFiltersSkipped,
            profile is not null);
    }

    /// <summary>One row, without padding that could hold anything: its bytes are hashed.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Fact(
        double AverageVolume,
        double LastClose,
        double Sigma,
        double SoftTargetScore,
        double Liquidity,
        double StabilityRisk,
        double StabilityWorsen,
        double Lambda,
        double Fragility,
        double DataQuality,
        double Leverage,
        double NetMargin,
        int Name,
        int Sector,
        byte Class,
        bool IsWeak,
        bool LevelFiltersSkipped,
        bool HasProfile);
}
