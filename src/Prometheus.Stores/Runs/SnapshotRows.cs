using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;

namespace Prometheus.Stores.Runs;

/// <summary>Universe snapshots as rows.</summary>
internal sealed class SnapshotRows : UniverseRows
{
    private readonly Market _market;
    private readonly StabilityState? _stability;
    private readonly UniverseState _universe;
    private readonly (int Session, UniverseSnapshot Snapshot)[] _decided;
    private readonly int[] _names;
    private readonly int[] _sectors;
    private readonly bool _hasLambda;
    private readonly bool _hasFragility;
    private readonly bool _screensProfiles;
    private readonly UniverseFact[] _facts;
    private readonly CandidateRow[] _candidates;

    private SnapshotRows(
        Market market, StabilityState? stability, UniverseState universe, (int Session, UniverseSnapshot Snapshot)[] decided, int[] names, int[] sectors)
    {
        (_market, _stability, _universe, _decided, _names, _sectors) = (market, stability, universe, decided, names, sectors);
        _hasLambda = universe.Inputs.Lambda is not null;
        _hasFragility = universe.Inputs.Fragility is not null;
        _screensProfiles = universe.Options.ProfileScreens is not null;
        _facts = new UniverseFact[market.Instruments.Count];
        _candidates = new CandidateRow[market.Instruments.Count];
    }

    public override int Count => _decided.Length;

    /// <param name="decided">Sessions that date the decisions, ascending, and what was decided.</param>
    public static SnapshotRows Of(
        DatabaseTransaction unit, Market market, StabilityState? stability, UniverseState universe, (int Session, UniverseSnapshot Snapshot)[] decided)
    {
        string[] sectors = [.. market.Sectors.Names, SectorHistory.Unknown];
        var keys = NameKeys.Of(unit, [.. market.Instruments.Ids, .. sectors]);
        return new SnapshotRows(market, stability, universe, decided, keys.Of(market.Instruments.Ids), keys.Of(sectors));
    }

    public override UniverseDecision DecisionAt(int k)
    {
        var (options, inputs, regime) = (_universe.Options, _universe.Inputs, _decided[k].Snapshot.Regime);
        return new UniverseDecision(
            _market.Sessions[_decided[k].Session],
            _market.Definition.MarketId,
            options.AssessmentWeight,
            options.StabilityWeight,
            options.LiquidityWeight,
            options.StabilityRiskAlpha,
            inputs.Lambda?.ScoreColumn,
            inputs.Lambda?.ExperimentId,
            _hasLambda ? options.LambdaWeight ?? 0 : double.NaN,
            inputs.Regime is not null && regime.Label is { } label ? StoredName.Of(label) : null,
            inputs.Regime is null ? double.NaN : regime.SizeFactor,
            inputs.RegimeRisk is not null,
            inputs.RegimeRisk is null ? double.NaN : regime.RiskScore,
            inputs.RegimeRisk is null ? double.NaN : regime.ChangeAny,
            _hasFragility);
    }

    public override ReadOnlySpan<CandidateRow> CandidatesAt(int k)
    {
        var candidates = _decided[k].Snapshot.Candidates;
        for (var c = 0; c < candidates.Length; c++)
        {
            ref readonly var candidate = ref candidates[c];
            _candidates[c] = new CandidateRow(
                _names[candidate.Instrument],
                candidate.Score,
                candidate.AssessmentRaw,
                candidate.AssessmentZ,
                candidate.StabilityZ,
                candidate.LiquidityZ,
                candidate.LambdaZ,
                (byte)candidate.Tier,
                (byte)candidate.Exclusion,
                candidate.Included);
        }

        return _candidates.AsSpan(0, candidates.Length);
    }

    public override ReadOnlySpan<UniverseFact> FactsAt(int k)
    {
        var snapshot = _decided[k].Snapshot;
        for (var c = 0; c < snapshot.Candidates.Length; c++)
            _facts[c] = FactOf(snapshot.Session, snapshot.Candidates[c]);
        return _facts.AsSpan(0, snapshot.Candidates.Length);
    }

    private UniverseFact FactOf(int session, in UniverseCandidate candidate)
    {
        var column = candidate.Instrument;
        var code = _stability?.Class[session, column] ?? CodePanel.None;
        var hasState = code != CodePanel.None;
        var profile = _screensProfiles ? _stability?.Profiles?.At(session, column) : null;
        return new UniverseFact(
            candidate.AverageVolume,
            candidate.LastClose,
            hasState ? _stability!.Sigma[session, column] : double.NaN,
            hasState ? _stability!.Index[session, column] : double.NaN,
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
            hasState && _stability!.IsWeak(session, column),
            candidate.LevelFiltersSkipped,
            profile is not null);
    }
}
